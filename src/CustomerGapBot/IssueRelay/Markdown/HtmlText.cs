using System.Net;
using System.Text.RegularExpressions;
using CustomerGapBot.Slack;

namespace CustomerGapBot.IssueRelay.Markdown;

/// <summary>
/// HTML within Markdown, as text: comments are dropped, a tag is at most a new line, and a picture is a link. It is read once from left to right, and what comes out
/// is only ever shown, so nothing depends on its being read as a browser would.
/// </summary>
internal static partial class HtmlText
{
    private static readonly HashSet<string> NewLines = new(StringComparer.OrdinalIgnoreCase)
    {
        "br", "hr", "/p", "/div", "/li", "/tr", "/summary", "/details", "/table", "/ul", "/ol", "/blockquote", "/pre",
        "/h1", "/h2", "/h3", "/h4", "/h5", "/h6",
    };

    public static IEnumerable<Leaf> Leaves(string html, LeafStyle? style, MarkdownContext context)
    {
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            var text = html[at..(open < 0 ? html.Length : open)];
            if (text.Length > 0) yield return new TextLeaf(WebUtility.HtmlDecode(text)) { Style = style };
            if (open < 0) yield break;

            at = EndOfTag(html, open);
            if (Tag(html[open..at], style, context) is { } leaf) yield return leaf;
        }
    }

    private static int EndOfTag(string html, int open)
    {
        if (!html.AsSpan(open).StartsWith("<!--")) return IsTag(html, open) ? End(html.IndexOf('>', open), 1) : open + 1;
        return End(html.IndexOf("-->", open + 4, StringComparison.Ordinal), 3);

        int End(int found, int length) => found < 0 ? html.Length : found + length;
    }

    private static bool IsTag(string html, int open) => open + 1 < html.Length && (char.IsAsciiLetter(html[open + 1]) || html[open + 1] is '/' or '?');

    private static Leaf? Tag(string tag, LeafStyle? style, MarkdownContext context)
    {
        if (tag == "<") return new TextLeaf(tag) { Style = style };

        var name = Name().Match(tag).Value;
        if (NewLines.Contains(name)) return "\n";
        if (!name.Equals("img", StringComparison.OrdinalIgnoreCase)) return null;

        var label = Attribute(tag, "alt") is { Length: > 0 } alt ? alt : "image";
        return context.Resolve(Attribute(tag, "src")) is { } url ? WebLink.To(url, label, style) : new TextLeaf(label) { Style = style };
    }

    private static string? Attribute(string tag, string name)
    {
        foreach (Match match in Attributes().Matches(tag))
            if (match.Groups["name"].ValueSpan.Equals(name, StringComparison.OrdinalIgnoreCase))
                return WebUtility.HtmlDecode(match.Groups["value"].Value);
        return null;
    }

    [GeneratedRegex(@"(?<=\A<)/?[A-Za-z][A-Za-z0-9]*")]
    private static partial Regex Name();

    [GeneratedRegex("""(?<=\s)(?<name>[a-z-]{1,20})\s?=\s?["'](?<value>[^"']*)["']""", RegexOptions.IgnoreCase)]
    private static partial Regex Attributes();
}
