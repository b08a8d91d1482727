using CustomerGapBot.Delivery;
using CustomerGapBot.GitHub;
using CustomerGapBot.Product;
using CustomerGapBot.Routing;
using CustomerGapBot.Storage;

namespace CustomerGapBot.IssueRelay;

/// <summary>
/// A webhook about an issue or a comment. What changed is read from its snapshots, not from its action: only <c>deleted</c>,
/// <c>transferred</c>, <c>pinned</c> and <c>unpinned</c> stand in no snapshot.
/// </summary>
internal sealed class RelayIssues(Routes routes, IssueCards cards, Questions questions) : IReceiver
{
    public IReadOnlyList<string> Kinds { get; } = ["github.issues", "github.issue_comment"];

    public Handled Receive(InboxItem item, Work work)
    {
        var it = GitHubEvent.Parse(item.Body);
        if (it is not { Issue: { } raw, Repository.FullName: { } repository }) return new("not about an issue");
        if (raw.IsPullRequest) return new("about a pull request", raw.HtmlUrl);
        if (routes.Of(repository).Count == 0) return new($"no route for {repository}", raw.HtmlUrl);
        if (Issue.From(raw, repository) is not { } issue) return new("without what makes it an issue", raw.HtmlUrl);

        var since = RelayStarts.Since(work, repository);
        var action = $"{item.Kind["github.".Length..]}.{it.Action}";
        // Moved here from another repository, it is as new as one that was written here.
        var arrived = action == "issues.opened" && it.Changes?.OldIssue is not null;
        if (arrived) cards.Leave(work, issue);
        var change = arrived ? IssueMirror.Arrive(work, issue) : IssueMirror.Apply(work, issue);
        if (change == Change.Tie) questions.AskIssue(work, issue);

        var told = it.Comment is { } comment && item.Kind == "github.issue_comment"
            ? Told(work, item.Id, issue, change, action, comment, since)
            : Told(work, item.Id, issue, change, action, it, isNews: arrived || issue.CreatedAt >= since);
        return new(told.Count == 0 ? $"nothing new to show ({change})" : string.Join(", ", told), it.Comment?.HtmlUrl ?? issue.Url);
    }

    private IReadOnlyList<string> Told(Work work, long item, Issue issue, Change change, string action, GitHubEvent it, bool isNews)
    {
        var news = action switch
        {
            "issues.pinned" => IssueMirror.Pin(work, issue.Id, pinned: true),
            "issues.unpinned" => IssueMirror.Pin(work, issue.Id, pinned: false),
            "issues.deleted" => IssueMirror.Lose(work, issue, IssueMirror.Deleted, null),
            "issues.transferred" => IssueMirror.Lose(work, issue, IssueMirror.Transferred, it.Changes?.NewIssue?.HtmlUrl),
            _ => false,
        };
        if (action == "issues.deleted")
        {
            Forgetting.Issue(work, item, issue.Url);
            cards.StrikeReplies(work, IssueMirror.Issue(work, issue.Id)!);
        }

        // Also a snapshot that tells nothing may bring the card: what came before `opened` may have been left out by a rule.
        return cards.Show(work, IssueMirror.Issue(work, issue.Id)!, news ? Change.Changed : change, new(action, isNews));
    }

    private IReadOnlyList<string> Told(Work work, long item, Issue issue, Change issueChange, string action, GitHubComment raw, DateTimeOffset since)
    {
        if (Comment.From(raw) is not { } comment) return ["without what makes it a comment"];

        var known = IssueMirror.Issue(work, issue.Id)!;
        if (action == "issue_comment.deleted")
        {
            Forgetting.Comment(work, item, comment.Url);
            var told = cards.Show(work, known, issueChange, new(action, IsNews: false));
            return IssueMirror.Delete(work, issue.Id, comment) && cards.Rewrite(work, known, comment, deleted: true) > 0 ? [.. told, "comment struck"] : told;
        }

        var change = IssueMirror.Apply(work, issue.Id, comment);
        if (change == Change.Gone) Forgetting.Comment(work, item, comment.Url);
        if (change == Change.Tie) questions.AskComment(work, issue.Repository, comment.Id);

        // An edit that overtook its creation is how the comment comes to be known; to a rule it is new all the same.
        var isNew = change == Change.New;
        var occasion = new Occasion(isNew ? "issue_comment.created" : action, isNew && comment.CreatedAt >= since, comment);
        var shown = cards.Show(work, known, issueChange, occasion);
        return change == Change.Changed && cards.Rewrite(work, known, comment, deleted: false) > 0 ? [.. shown, "comment rewritten"] : shown;
    }
}
