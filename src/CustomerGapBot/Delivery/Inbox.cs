namespace CustomerGapBot.Delivery;

internal abstract class Inbox
{
    public abstract Task<Kept> KeepAsync(Arrival arrival, CancellationToken ct);
}
