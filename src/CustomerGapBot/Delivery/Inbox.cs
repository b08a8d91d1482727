namespace CustomerGapBot.Delivery;

/// <summary>Keeps what came through a door. It throws when it cannot make it durable.</summary>
internal abstract class Inbox
{
    public abstract Task<Kept> KeepAsync(Arrival arrival, CancellationToken ct);
}
