using CustomerGapBot.Slack;

namespace CustomerGapBot.IssueRelay.Markdown;

/// <summary>
/// Where a text was written, for whatever in it is relative: the web address of its GitHub (<c>https://github.com</c>) and its repository (<c>owner/name</c>).
/// Without them, what would need them stays text.
/// </summary>
internal sealed record MarkdownContext(string? WebAddress, string? Repository)
{
    public static MarkdownContext None { get; } = new(null, null);

    private string? Web => WebAddress?.TrimEnd('/');

    public Leaf Login(string login, LeafStyle? style) => LinkOrText(Web is null ? null : $"{Web}/{login}", $"@{login}", style);

    /// <summary>GitHub leads from an issue's address to the pull request's, when it is one.</summary>
    public Leaf Issue(string? repository, string number, LeafStyle? style) => LinkOrText(
        Web is not null && (repository ?? Repository) is { } of ? $"{Web}/{of}/issues/{number}" : null,
        $"{repository}#{number}",
        style);

    /// <summary>The address that a link of the text means; null when it means none that can be known.</summary>
    public string? Resolve(string? url)
    {
        if (string.IsNullOrWhiteSpace(url) || url.StartsWith('#')) return null;
        if (!url.StartsWith('/') && Uri.TryCreate(url, UriKind.Absolute, out _)) return url;

        return Web is not null && Repository is not null
            && Uri.TryCreate($"{Web}/{Repository}/", UriKind.Absolute, out var here)
            && Uri.TryCreate(here, url, out var there)
            ? there.AbsoluteUri
            : null;
    }

    private static Leaf LinkOrText(string? url, string text, LeafStyle? style) =>
        url is null ? new TextLeaf(text) { Style = style } : WebLink.To(url, text, style);
}
