using System.Text;
using CustomerGapBot.Delivery;
using CustomerGapBot.GitHub;
using CustomerGapBot.Product;
using CustomerGapBot.Storage;

namespace CustomerGapBot.IssueRelay;

/// <summary>GitHub counts seconds: of two states of the same second only GitHub can say which one is the later. It is asked once for both.</summary>
internal sealed class Questions(Outbox outbox)
{
    public const string IssueAnswers = "issue-relay.issue";
    public const string CommentAnswers = "issue-relay.comment";

    public void AskIssue(Work work, Issue issue) =>
        Ask(work, issue.Repository, GitHubQuestion.OfIssue(issue.Repository, issue.Number), IssueAnswers, $"How does {issue.Name} look now?");

    public void AskComment(Work work, string repository, long comment) =>
        Ask(work, repository, GitHubQuestion.OfComment(repository, comment), CommentAnswers, $"How does comment {comment} look now?");

    private void Ask(Work work, string repository, GitHubQuestion question, string receiptTo, string title) =>
        outbox.Ask(work, Services.GitHub, repository, question.ToJson(), receiptTo, title);
}

/// <summary>What GitHub said: this is how the issue or the comment looks.</summary>
internal sealed class SettleTies(IssueCards cards) : IReceiver
{
    public IReadOnlyList<string> Kinds { get; } = [Questions.IssueAnswers, Questions.CommentAnswers];

    public Handled Receive(InboxItem item, Work work)
    {
        if (Receipt.Read(item.Body) is not { End: Receipt.Delivered, Answer: { } json }) return new("GitHub did not answer: what we know stays");

        var answer = GitHubAnswer.Parse(json);
        if (answer is not { Status: 200, Body: { } body }) return new($"GitHub answered {answer.Status}: what we know stays");

        var bytes = Encoding.UTF8.GetBytes(body);
        return item.Kind == Questions.IssueAnswers ? SettleIssue(work, bytes) : SettleComment(work, bytes);
    }

    private Handled SettleIssue(Work work, byte[] body)
    {
        // By its id it is the one that was asked for: after a transfer another one may answer at the old address.
        if (GitHubIssue.Parse(body) is not { Id: { } id } raw || IssueMirror.Issue(work, id) is not { } known) return new("about no issue that we know");
        if (Issue.From(raw, known.Issue.Repository) is not { } issue) return new("without what makes it an issue");

        var change = IssueMirror.Apply(work, issue, settles: true);
        cards.Show(work, IssueMirror.Issue(work, id)!, change, new("answer", IsNews: false));
        return new($"settled ({change})", issue.Url);
    }

    private Handled SettleComment(Work work, byte[] body)
    {
        if (GitHubComment.Parse(body) is not { } raw || Comment.From(raw) is not { } comment) return new("without what makes it a comment");
        if (IssueMirror.IssueOf(work, comment.Id) is not { } id || IssueMirror.Issue(work, id) is not { } known) return new("about no comment that we know");

        var change = IssueMirror.Apply(work, id, comment, settles: true);
        if (change == Change.Changed) cards.Rewrite(work, known, comment, deleted: false);
        return new($"settled ({change})", comment.Url);
    }
}
