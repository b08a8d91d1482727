using System.Diagnostics;

namespace CustomerGapBot.Benchmarks;

/// <summary>Two ways by turns in one run, so that whatever else the machine does hits both: read the ratio, not the figures.</summary>
internal static class Rounds
{
    private const int Count = 5;

    public static async Task CompareAsync(string what, int times, (string Name, Func<Task> Run) one, (string Name, Func<Task> Run) other)
    {
        await one.Run();
        await other.Run();
        List<double> ones = [], others = [];
        for (var round = 0; round < Count; round++)
        {
            ones.Add(await TimeAsync(one.Run));
            others.Add(await TimeAsync(other.Run));
        }

        var (median, otherMedian) = (Median(ones), Median(others));
        Console.WriteLine(FormattableString.Invariant(
            $"{what}: {one.Name} {times / median:0}/s, {other.Name} {times / otherMedian:0}/s, ratio {otherMedian / median:0.0}"));
    }

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var began = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
