using CustomerGapBot.Storage;

namespace CustomerGapBot.Delivery;

/// <summary>
/// When a thread is backed up, neighbouring answers share one message. The first carries the others; each keeps its own body, so that an
/// edit or a deletion rewrites its part only.
/// </summary>
internal static class Folding
{
    /// <summary>A thread with so many answers waiting is backed up.</summary>
    private const int BackedUp = 4;

    /// <summary>So few that the parts fit together however long each of them becomes.</summary>
    private const int MostParts = 4;

    /// <summary>Folds the neighbours that follow into this answer, when its thread is backed up and they fit.</summary>
    public static void Gather(Work work, Parcel first, ISender sender)
    {
        // What may be there already is sent again as it was, or not at all.
        if (first.Looks > 0 || work.One<long>("select count(*) from parcels where into_id = @Id", new { first.Id }) > 0) return;

        var next = work.All<Part>("""
            select   id, body, case when looks = 0 and receipt_to is null then 1 else 0 end as foldable
            from     parcels
            where    thread_id = @ThreadId and kind = 'post' and state = 'waiting' and not_before <= @Now
              and    (thread_order > @ThreadOrder or (thread_order = @ThreadOrder and id > @Id))
            order by thread_order, id
            limit    @most
            """, new { first.ThreadId, first.ThreadOrder, first.Id, work.Now, most = BackedUp - 1 });
        if (next.Count < BackedUp - 1) return;

        Part[] foldable = [.. next.TakeWhile(part => part.Foldable == 1)];
        for (var count = Math.Min(MostParts - 1, foldable.Length); count > 0; count--)
        {
            if (sender.Fold([first.Body!, .. foldable.Take(count).Select(part => part.Body!)]) is null) continue;

            foreach (var part in foldable.Take(count)) Fold(work, part.Id, first.Id);
            return;
        }
    }

    /// <summary>What a post shall look like now, with all that is folded into it.</summary>
    public static string Compose(Work work, long post, ISender sender)
    {
        var bodies = work.All<Part>("""
            select   id, body
            from     parcels
            where    id = @post or (into_id = @post and state = 'folded')
            order by case when id = @post then 0 else 1 end, thread_order, id
            """, new { post }).Select(part => part.Body!).ToArray();
        return bodies.Length == 1 ? bodies[0] : sender.Fold(bodies) ?? bodies[0];
    }

    /// <summary>Lets the parts go each on its own way again. False when nothing was folded into it.</summary>
    public static bool Undo(Work work, long post) =>
        work.Execute("update parcels set state = 'waiting', into_id = null, closed_at = null where into_id = @post and state = 'folded'", new { post }) > 0;

    /// <summary>The same for all that a lane still has to send.</summary>
    public static void UndoWaiting(Work work, string service, string lane) => work.Execute("""
        update parcels set state = 'waiting', into_id = null, closed_at = null
        where  service = @service and lane = @lane and state = 'folded'
          and  into_id in (select id from parcels where service = @service and lane = @lane and state = 'waiting')
        """, new { service, lane });

    private static void Fold(Work work, long part, long into)
    {
        work.Execute("update parcels set state = 'folded', into_id = @into, closed_at = @Now where id = @part", new { part, into, work.Now });
        Outbox.DropEdits(work, part, "said by the message that it was folded into");
    }

    private sealed record Part
    {
        public long Id { get; init; }
        public string? Body { get; init; }
        public long Foldable { get; init; }
    }
}
