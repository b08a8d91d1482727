using CustomerGapBot.Delivery;
using CustomerGapBot.Product;
using CustomerGapBot.Routing;
using CustomerGapBot.Storage;
using Route = CustomerGapBot.Routing.Route;

namespace CustomerGapBot.IssueRelay;

/// <summary>
/// One card an issue and channel, for life, and its comments as replies. A card always tells how things are; what is new in a channel is
/// subject to the channel's rule.
/// </summary>
internal sealed class IssueCards(Routes routes, Outbox outbox, CardMessages messages)
{
    /// <summary>The inbox kind that hears what becomes of cards.</summary>
    public const string CardReceipts = "issue-relay.card";

    private static readonly TimeSpan Quiet = TimeSpan.FromDays(3);
    private static readonly TimeSpan BetweenBroadcasts = TimeSpan.FromDays(1);

    /// <summary>Brings each channel in line with the issue. Says what it did, in words.</summary>
    public IReadOnlyList<string> Show(Work work, KnownIssue known, Change change, Occasion occasion)
    {
        Revise(work, known, change);
        return [.. routes.Of(known.Issue.Repository).Select(route => Show(work, known, route, occasion)).OfType<string>()];
    }

    /// <summary>A comment was edited or deleted: its messages follow, however old.</summary>
    public int Rewrite(Work work, KnownIssue known, Comment comment, bool deleted)
    {
        var replies = CardStore.Replies(work, comment.Id);
        foreach (var reply in replies)
        {
            if (deleted)
            {
                Strike(work, known, reply, comment.Author.Login);
                continue;
            }

            var message = messages.Comment(known.Issue, comment, IsThreaded(known, reply), reply.Broadcast == 1);
            outbox.Edit(work, reply.ParcelId, message.ToJson(), CardMessages.Title(known.Issue, comment.Author.Login));
        }

        return replies.Count;
    }

    /// <summary>The issue was deleted, and its comments with it, of which GitHub says nothing more.</summary>
    public void StrikeReplies(Work work, KnownIssue known)
    {
        foreach (var comment in IssueMirror.DeleteComments(work, known.Issue.Id))
            foreach (var reply in CardStore.Replies(work, comment))
                Strike(work, known, reply, login: null);
    }

    /// <summary>The card was lost in Slack while answers wait for it: it is posted anew, and they follow.</summary>
    public bool PostAnew(Work work, KnownIssue known, Card card)
    {
        if (Outbox.Stands(work, card.ParcelId)) return false;

        CardStore.Save(work, card with { ParcelId = outbox.Replace(work, card.ParcelId, CardPost(known, card.Channel)) });
        return true;
    }

    /// <summary>What was not sent yet never will be; its text goes in either case.</summary>
    private void Strike(Work work, KnownIssue known, Reply reply, string? login)
    {
        Outbox.Withdraw(work, reply.ParcelId);
        outbox.Edit(work, reply.ParcelId, CardMessages.Deleted(known.Issue, login, IsThreaded(known, reply)).ToJson(), CardMessages.Title(known.Issue, login));
    }

    /// <summary>An issue that kept its id on its way to another repository: where that one does not go, its card says so and is over.</summary>
    public void Leave(Work work, Issue arrived)
    {
        if (IssueMirror.Issue(work, arrived.Id) is not { } known || known.Issue.Repository == arrived.Repository) return;

        var moved = known with { IsPinned = false, Gone = IssueMirror.Transferred, MovedTo = arrived.Url };
        var stay = routes.Of(arrived.Repository).Select(route => route.Channel).ToHashSet();
        foreach (var card in CardStore.All(work, arrived.Id).Where(card => !stay.Contains(card.Channel)))
        {
            outbox.Edit(work, card.ParcelId, messages.Card(moved).ToJson(), CardMessages.Title(moved.Issue));
            CardStore.Forget(work, card);
        }
    }

    private void Revise(Work work, KnownIssue known, Change change)
    {
        if (change is not (Change.Changed or Change.Counts)) return;

        var priority = change == Change.Counts ? Priority.Counts : Priority.Normal;
        foreach (var card in CardStore.All(work, known.Issue.Id))
            outbox.Edit(work, card.ParcelId, messages.Card(known).ToJson(), CardMessages.Title(known.Issue), priority);
    }

    private string? Show(Work work, KnownIssue known, Route route, Occasion occasion)
    {
        var card = CardStore.Find(work, known.Issue.Id, route.Channel);
        var stands = card is not null && Outbox.Stands(work, card.ParcelId);
        var bringsCard = !stands && (occasion.IsNews || card is not null);
        var bringsReply = occasion is { IsNews: true, Comment: not null };
        if ((!bringsCard && !bringsReply) || (!stands && known.Gone is not null)) return null;
        if (route.LeavesOut(Seen(known.Issue, occasion)) is { } rule) return $"left out of {route.Channel} by {rule}";

        if (!stands) card = PostCard(work, known, route, card);
        if (bringsReply) PostReply(work, known, route, card!, occasion.Comment!, isRevival: stands);
        return $"{(stands ? "reply" : bringsReply ? "card and reply" : "card")} in {route.Channel}";
    }

    private Card PostCard(Work work, KnownIssue known, Route route, Card? lost)
    {
        var post = CardPost(known, route.Channel);
        var parcel = lost is null ? outbox.Post(work, post) : outbox.Replace(work, lost.ParcelId, post);
        var card = (lost ?? new Card { IssueId = known.Issue.Id, Channel = route.Channel, ActiveAt = known.Issue.CreatedAt }) with { ParcelId = parcel };
        CardStore.Save(work, card);
        return card;
    }

    private void PostReply(Work work, KnownIssue known, Route route, Card card, Comment comment, bool isRevival)
    {
        var broadcast = route.Options.Threaded && Broadcasts(route.Options.Broadcast, card, comment, isRevival);
        var message = messages.Comment(known.Issue, comment, route.Options.Threaded, broadcast);
        var parcel = outbox.Post(work, new(Services.Slack, route.Channel, message.ToJson(), CardMessages.Title(known.Issue, comment.Author.Login), comment.Url)
        {
            Thread = route.Options.Threaded ? card.ParcelId : null,
            ThreadOrder = comment.Id,
            Lasting = true,
        });
        CardStore.Save(work, new Reply { CommentId = comment.Id, Channel = route.Channel, ParcelId = parcel, Broadcast = broadcast ? 1 : 0 });
        CardStore.Save(work, card with
        {
            ActiveAt = comment.CreatedAt > card.ActiveAt ? comment.CreatedAt : card.ActiveAt,
            BroadcastAt = broadcast ? comment.CreatedAt : card.BroadcastAt,
        });
    }

    /// <summary>Loud is good: what comes after a long silence is worth everybody's glance, but not twice a day, and not beside a card that is new itself.</summary>
    private static bool Broadcasts(Broadcast policy, Card card, Comment comment, bool isRevival) => policy switch
    {
        Broadcast.Always => true,
        Broadcast.Revived => isRevival && comment.CreatedAt - card.ActiveAt >= Quiet && !(comment.CreatedAt - card.BroadcastAt < BetweenBroadcasts),
        _ => false,
    };

    private Post CardPost(KnownIssue known, string channel) => new(Services.Slack, channel, messages.Card(known).ToJson(), CardMessages.Title(known.Issue), known.Issue.Url)
    {
        ReceiptTo = CardReceipts,
        Lasting = true,
    };

    private bool IsThreaded(KnownIssue known, Reply reply) =>
        routes.Of(known.Issue.Repository).FirstOrDefault(route => route.Channel == reply.Channel)?.Options.Threaded ?? true;

    private static Candidate Seen(Issue issue, Occasion occasion)
    {
        var author = occasion.Comment?.Author ?? issue.Author;
        return new(occasion.Action, issue.Labels, author.Login, author.IsBot, occasion.Comment is not null);
    }
}
