using System.Globalization;
using CustomerGapBot.GitHub;
using CustomerGapBot.IssueRelay.Markdown;
using CustomerGapBot.Product;
using CustomerGapBot.Slack;
using static CustomerGapBot.Slack.Blocks;

namespace CustomerGapBot.IssueRelay;

/// <summary>What a channel sees of an issue and its comments.</summary>
internal sealed class CardMessages(GitHubOptions github)
{
    private const int CardLines = 6;
    private const int CardChars = 600;
    private const int ReplyLines = 25;

    /// <summary>Several replies may have to share one message: four of this length fit.</summary>
    private const int ReplyChars = 2_000;
    private const int TitleChars = 250;
    private const int MostLabels = 12;
    private const int LabelChars = 50;

    /// <summary>How an issue is named where there is room for one line only.</summary>
    public static string Title(Issue issue) => $"#{issue.Number} {OutsideText.Cut(OutsideText.OneLine(issue.Title), TitleChars)}";

    public static string Title(Issue issue, Comment comment) => $"{comment.Author.Login} on {Title(issue)}";

    public Message Card(KnownIssue known)
    {
        var issue = known.Issue;
        var body = Body(issue.Body, issue.Repository, CardLines, CardChars, issue.Url);
        return new($"{issue.Author.Login} opened {issue.Name}: {Title(issue)}\n{State(known)}{Below(body)}\n{known.MovedTo ?? issue.Url}",
        [
            Rich(
                Line(Headline(known)),
                Line([Text($"{issue.Name} opened by "), Who(issue.Author), Text(", "), Date(issue.CreatedAt), .. Labels(issue)])),
            .. body.IsEmpty ? [] : (Block[])[body],
            Rich(Line(Text(State(known) + People(issue) + Figures(issue)))),
        ]);
    }

    public Message Comment(Issue issue, Comment comment, bool threaded, bool broadcast)
    {
        var body = Body(comment.Body, issue.Repository, ReplyLines, ReplyChars, comment.Url);
        return new($"{comment.Author.Login} commented on {Title(issue)}:{Below(body)}\n{comment.Url}",
        [
            Rich(Line([Who(comment.Author).InBold, Text(" "), Link(comment.Url, comment.IsEdited ? "commented (edited)" : "commented"), .. On(issue, threaded)])),
            .. body.IsEmpty ? [] : (Block[])[body],
        ])
        {
            Broadcast = broadcast,
        };
    }

    public static Message Deleted(Issue issue, Comment comment, bool threaded) => new($"{comment.Author.Login} commented on {Title(issue)}: comment deleted",
    [
        Rich(Line([Strike($"{OutsideText.OneLine(comment.Author.Login)} commented"), Text(" comment deleted"), .. On(issue, threaded)])),
    ]);

    private static Leaf Headline(KnownIssue known)
    {
        var title = OutsideText.Cut(OutsideText.OneLine(known.Issue.Title), TitleChars);
        return known.Gone == IssueMirror.Deleted ? Strike(title) : Link(known.MovedTo ?? known.Issue.Url, title.Length > 0 ? title : known.Issue.Name).InBold;
    }

    /// <summary>A card shows enough to decide whether to open the issue; the rest is one click away.</summary>
    private RichText Body(string markdown, string repository, int lines, int chars, string url)
    {
        var whole = GitHubMarkdown.Convert(markdown, new(github.WebUrl.AbsoluteUri, repository));
        var shown = whole.Cut(lines, chars, out var cut);
        return cut ? shown.Then(Line(Link(url, "read on"))) : shown;
    }

    private static string Below(RichText body) => body.IsEmpty ? "" : $"\n{body.ToPlainText()}";

    private static IEnumerable<Leaf> Labels(Issue issue)
    {
        foreach (var label in issue.Labels.Take(MostLabels))
        {
            yield return Text(" ");
            yield return Code(OutsideText.Cut(OutsideText.OneLine(label), LabelChars));
        }

        if (issue.Labels.Count > MostLabels) yield return Text($" and {issue.Labels.Count - MostLabels} more");
    }

    private static string State(KnownIssue known) => string.Join("  ", Marks(known));

    private static IEnumerable<string> Marks(KnownIssue known)
    {
        var issue = known.Issue;
        yield return known switch
        {
            { Gone: IssueMirror.Deleted } => "🗑️ Deleted on GitHub",
            { Gone: IssueMirror.Transferred } => $"➡️ Moved to {Place(known.MovedTo)}",
            { Issue.IsOpen: true } => issue.StateReason == "reopened" ? "🟢 Reopened" : "🟢 Open",
            _ => issue.StateReason switch
            {
                "not_planned" => "⚪ Closed as not planned",
                "duplicate" => "⚪ Closed as duplicate",
                "completed" => "🟣 Closed as completed",
                _ => "🟣 Closed",
            },
        };
        if (known.IsPinned) yield return "📌 Pinned";
        if (issue.IsLocked) yield return issue.LockReason is { } why ? $"🔒 Locked as {OutsideText.OneLine(why)}" : "🔒 Locked";
    }

    /// <summary><c>https://github.com/acme/other/issues/5</c> as people name it.</summary>
    private static string Place(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var there) && there.AbsolutePath.Trim('/').Split('/') is [.., var owner, var name, _, var number]
        ? $"{owner}/{name}#{number}"
        : "another repository";

    private static string People(Issue issue) =>
        (issue.Assignees.Count > 0 ? $"  👤 {string.Join(", ", issue.Assignees.Select(OutsideText.OneLine))}" : "")
        + (issue.Milestone is { } milestone ? $"  🏁 {OutsideText.Cut(OutsideText.OneLine(milestone), LabelChars)}" : "");

    private static string Figures(Issue issue) =>
        (issue.Comments > 0 ? string.Create(CultureInfo.InvariantCulture, $"  💬 {issue.Comments}") : "")
        + (issue.ThumbsUp > 0 ? string.Create(CultureInfo.InvariantCulture, $"  👍 {issue.ThumbsUp}") : "");

    private static Leaf Who(Author author) => author.Url is { } url ? Link(url, author.Login) : Text(OutsideText.OneLine(author.Login));

    /// <summary>Beside its card a reply need not say what it is about.</summary>
    private static IEnumerable<Leaf> On(Issue issue, bool threaded) => threaded ? [] : [Text(" on "), Link(issue.Url, Title(issue))];
}
