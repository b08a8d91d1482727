using CustomerGapBot.Storage;

namespace CustomerGapBot.IssueRelay;

/// <summary>Which parcel is the card of an issue in a channel, and which one says a comment there.</summary>
internal static class CardStore
{
    public static Card? Find(Work work, long issue, string channel) => work.One<Card>("""
        select issue_id, channel, parcel_id, active_at, broadcast_at from cards where issue_id = @issue and channel = @channel
        """, new { issue, channel });

    public static Card? OfParcel(Work work, long parcel) => work.One<Card>("""
        select issue_id, channel, parcel_id, active_at, broadcast_at from cards where parcel_id = @parcel
        """, new { parcel });

    public static IReadOnlyList<Card> All(Work work, long issue) => work.All<Card>("""
        select issue_id, channel, parcel_id, active_at, broadcast_at from cards where issue_id = @issue
        """, new { issue });

    public static void Save(Work work, Card card) => work.Execute("""
        insert into cards (issue_id, channel, parcel_id, active_at, broadcast_at) values (@IssueId, @Channel, @ParcelId, @ActiveAt, @BroadcastAt)
        on conflict (issue_id, channel) do update
        set parcel_id = excluded.parcel_id, active_at = excluded.active_at, broadcast_at = excluded.broadcast_at
        """, card);

    /// <summary>The messages stay in Slack as they are, and nothing follows them any more.</summary>
    public static void Forget(Work work, Card card)
    {
        work.Execute("delete from replies where channel = @Channel and comment_id in (select id from comments where issue_id = @IssueId)", card);
        work.Execute("delete from cards where issue_id = @IssueId and channel = @Channel", card);
    }

    public static IReadOnlyList<Reply> Replies(Work work, long comment) =>
        work.All<Reply>("select comment_id, channel, parcel_id, broadcast from replies where comment_id = @comment", new { comment });

    public static void Save(Work work, Reply reply) => work.Execute("""
        insert into replies (comment_id, channel, parcel_id, broadcast) values (@CommentId, @Channel, @ParcelId, @Broadcast)
        """, reply);
}

internal sealed record Card
{
    public long IssueId { get; init; }
    public string Channel { get; init; } = "";
    public long ParcelId { get; init; }
    public DateTimeOffset ActiveAt { get; init; }
    public DateTimeOffset? BroadcastAt { get; init; }
}

internal sealed record Reply
{
    public long CommentId { get; init; }
    public string Channel { get; init; } = "";
    public long ParcelId { get; init; }
    public long Broadcast { get; init; }
}
