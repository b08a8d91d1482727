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
    private const int MostAssignees = 5;

    /// <summary>Of a label, a login, a milestone, a reason.</summary>
    private const int NameChars = 50;

    /// <summary>How an issue is named where there is room for one line only.</summary>
    public static string Title(Issue issue) => $"#{issue.Number} {Titled(issue)}";

    /// <summary>The same for a comment on it.</summary>
    public static string Title(Issue issue, string? login) => $"{(login is null ? "A comment" : Login(login))} on {Title(issue)}";

    public Message Card(KnownIssue known)
    {
        var issue = known.Issue;
        var body = Body(issue.Body, issue.Repository, CardLines, CardChars, issue.Url);
        var state = string.Join("  ", [.. Marks(known), .. People(issue), .. Figures(issue)]);
        var labels = issue.Labels.Count > 0 ? $"\n{string.Concat(Labels(issue).Select(leaf => leaf.Seen)).Trim()}" : "";
        return new($"{Titled(issue)}\n{issue.Name} opened by {Login(issue.Author.Login)}\n{state}{labels}{Below(body)}\n{known.MovedTo ?? issue.Url}",
        [
            Rich(
                Line(Headline(known)),
                Line([Text($"{issue.Name} opened by "), Who(issue.Author), Text(", "), Date(issue.CreatedAt), .. Labels(issue)])),
            .. body.IsEmpty ? [] : (Block[])[body],
            Rich(Line(Text(state))),
        ]);
    }

    public Message Comment(Issue issue, Comment comment, bool threaded, bool broadcast)
    {
        var body = Body(comment.Body, issue.Repository, ReplyLines, ReplyChars, comment.Url);
        var commented = comment.IsEdited ? "commented (edited)" : "commented";
        return new($"{Login(comment.Author.Login)} {commented} on {Title(issue)}{Below(body)}\n{comment.Url}",
        [
            Rich(Line([Who(comment.Author).InBold, Text(" "), Link(comment.Url, commented), .. On(issue, threaded)])),
            .. body.IsEmpty ? [] : (Block[])[body],
        ])
        {
            Broadcast = broadcast,
        };
    }

    /// <summary>Nothing of its text stays. <paramref name="login"/> is null when nobody says any more whose it was.</summary>
    public static Message Deleted(Issue issue, string? login, bool threaded) => new($"{Title(issue, login)}: comment deleted",
    [
        Rich(Line([.. login is null ? [] : (Leaf[])[Strike($"{Login(login)} commented"), Text(" ")], Text("comment deleted"), .. On(issue, threaded)])),
    ]);

    private static List<Leaf> Headline(KnownIssue known) => known.Gone == IssueMirror.Deleted
        ? [Strike(Titled(known.Issue))]
        : [.. Linked(known.MovedTo ?? known.Issue.Url, Titled(known.Issue)).Select(leaf => leaf.InBold)];

    /// <summary>A title that names another address than its own cannot be a link; it stands there as text, with the link after it.</summary>
    private static List<Leaf> Linked(string url, string title) =>
        Link(url, title) is LinkLeaf { Text: null } bare ? [Text($"{title} "), bare] : [Link(url, title)];

    private static string Titled(Issue issue) =>
        OutsideText.Cut(OutsideText.OneLine(issue.Title), TitleChars) is { Length: > 0 } title ? title : "(no title)";

    private static string Login(string login) => Named(login) is { Length: > 0 } name ? name : "ghost";

    private static string Named(string name) => OutsideText.Cut(OutsideText.OneLine(name), NameChars);

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
        var labels = issue.Labels.Select(Named).Where(label => label.Length > 0).ToList();
        foreach (var label in labels.Take(MostLabels))
        {
            yield return Text(" ");
            yield return Code(label);
        }

        if (labels.Count > MostLabels) yield return Text($" and {labels.Count - MostLabels} more");
    }

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
        if (issue.IsLocked) yield return issue.LockReason is { } why ? $"🔒 Locked as {Named(why)}" : "🔒 Locked";
    }

    /// <summary><c>https://github.com/acme/other/issues/5</c> as people name it.</summary>
    private static string Place(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var there) && there.AbsolutePath.Trim('/').Split('/') is [.., var owner, var name, _, var number]
        ? OutsideText.Cut($"{owner}/{name}#{number}", TitleChars)
        : "another repository";

    private static IEnumerable<string> People(Issue issue)
    {
        var assignees = issue.Assignees.Select(Named).Where(login => login.Length > 0).ToList();
        var more = assignees.Count > MostAssignees ? $" and {assignees.Count - MostAssignees} more" : "";
        if (assignees.Count > 0) yield return $"👤 {string.Join(", ", assignees.Take(MostAssignees))}{more}";
        if (issue.Milestone is { } milestone && Named(milestone) is { Length: > 0 } name) yield return $"🏁 {name}";
    }

    private static IEnumerable<string> Figures(Issue issue)
    {
        if (issue.Comments > 0) yield return string.Create(CultureInfo.InvariantCulture, $"💬 {issue.Comments}");
        if (issue.ThumbsUp > 0) yield return string.Create(CultureInfo.InvariantCulture, $"👍 {issue.ThumbsUp}");
    }

    private static Leaf Who(Author author) => author.Url is { } url ? Link(url, Login(author.Login)) : Text(Login(author.Login));

    /// <summary>Beside its card a reply need not say what it is about.</summary>
    private static IEnumerable<Leaf> On(Issue issue, bool threaded) => threaded ? [] : [Text(" on "), .. Linked(issue.Url, Title(issue))];
}
