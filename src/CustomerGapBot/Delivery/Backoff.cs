namespace CustomerGapBot.Delivery;

/// <summary>How long to wait after failures in a row: doubling, and never longer than a cap.</summary>
internal static class Backoff
{
    public static TimeSpan After(long failures, TimeSpan first, TimeSpan cap)
    {
        var doublings = Math.Clamp(failures - 1, 0, 30);
        var wait = first * (1L << (int)doublings);
        return wait < cap ? wait : cap;
    }
}
