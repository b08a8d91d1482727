namespace CustomerGapBot.Delivery;

/// <summary>
/// Something that came through a door and must not be lost. <paramref name="Door"/> with <paramref name="Delivery"/> is its identity:
/// the same pair is the same arrival, however often it comes. <paramref name="Kind"/> says who receives it (<c>github.issues</c>).
/// </summary>
internal sealed record Arrival(string Door, string Delivery, string Kind, ReadOnlyMemory<byte> Body);

/// <summary>Makes an arrival durable, or throws: all that a door knows of the <see cref="Inbox"/>.</summary>
internal delegate Task<Kept> Keep(Arrival arrival, CancellationToken ct);

/// <summary>What became of an <see cref="Arrival"/> at the inbox. In every case it is durable.</summary>
internal enum Kept
{
    Fresh,
    Seen,

    /// <summary>It had been set aside after too many failures, and is tried anew.</summary>
    Revived,
}

/// <summary>One kept arrival, as a receiver sees it.</summary>
internal sealed record InboxItem(long Id, string Door, string Delivery, string Kind, DateTimeOffset ReceivedAt, long Attempts, byte[] Body);
