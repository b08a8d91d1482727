using System.IO.Compression;
using CustomerGapBot.Storage;

namespace CustomerGapBot.Delivery;

/// <summary>Everything that came in, each thing once, kept before anybody is told that it arrived.</summary>
internal sealed class Inbox(Database database, InboxPulse pulse)
{
    /// <summary>Makes an arrival durable. It throws when it could not; then the door answers 503.</summary>
    public Task<Kept> KeepAsync(Arrival arrival, CancellationToken ct)
    {
        var packed = Pack(arrival.Body.Span);
        return database.DoAsync(work => Keep(work, arrival, packed), ct);
    }

    /// <summary>Keeps what our own work gives rise to: it is there when that work is, and not otherwise.</summary>
    public Kept Keep(Work work, Arrival arrival) => Keep(work, arrival, Pack(arrival.Body.Span));

    public static byte[] Unpack(byte[] packed)
    {
        using var body = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress)) brotli.CopyTo(body);
        return body.ToArray();
    }

    /// <summary>What an item held is no longer needed; that it came is remembered.</summary>
    public static void Forget(Work work, long item) => work.Execute("update inbox set body = @Nothing where id = @item", new { item, Nothing = Array.Empty<byte>() });

    private Kept Keep(Work work, Arrival arrival, byte[] packed)
    {
        var fresh = work.Execute("""
            insert into inbox (door, delivery, kind, body, received_at, state, attempts, not_before)
            values (@Door, @Delivery, @Kind, @packed, @Now, 'waiting', 0, 0)
            on conflict (door, delivery) do nothing
            """, new { arrival.Door, arrival.Delivery, arrival.Kind, packed, work.Now }) == 1;

        var revived = !fresh && work.Execute("""
            update inbox
            set    state = 'waiting', attempts = 0, not_before = 0, outcome = null, closed_at = null
            where  door = @Door and delivery = @Delivery and state = 'set_aside'
            """, new { arrival.Door, arrival.Delivery }) == 1;

        if (fresh || revived) work.AfterCommit(pulse.Beat);
        return fresh ? Kept.Fresh : revived ? Kept.Revived : Kept.Seen;
    }

    private static byte[] Pack(ReadOnlySpan<byte> body)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest)) brotli.Write(body);
        return packed.ToArray();
    }
}
