using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CustomerGapBot.Slack;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CustomerGapBot.IssueRelay.Markdown;

/// <summary>Markdig's inlines as leaves; in what is plain text, <c>@login</c>, <c>#12</c> and <c>owner/name#12</c> become links, never a call in Slack.</summary>
internal sealed partial class MarkdownInlines(MarkdownContext context)
{
    public List<Leaf> Of(LeafBlock block, LeafStyle? style = null)
    {
        var leaves = new List<Leaf>();
        if (block.Inline is { } inline) Children(inline, style, leaves);
        return [.. Leaf.Merged(leaves).SelectMany(Referenced)];
    }

    /// <summary>Without white space at either end.</summary>
    public static List<Leaf> Trimmed(IEnumerable<Leaf> leaves)
    {
        var trimmed = Leaf.Merged(leaves);
        while (trimmed is [TextLeaf first, ..] && first.Text.TrimStart() is var text && text.Length < first.Text.Length)
        {
            if (text.Length > 0) trimmed[0] = first with { Text = text };
            else trimmed.RemoveAt(0);
        }

        while (trimmed is [.., TextLeaf last] && last.Text.TrimEnd() is var text && text.Length < last.Text.Length)
        {
            if (text.Length > 0) trimmed[^1] = last with { Text = text };
            else trimmed.RemoveAt(trimmed.Count - 1);
        }

        return trimmed;
    }

    private void Children(ContainerInline container, LeafStyle? style, List<Leaf> leaves)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var inline in container) Read(inline, style, leaves);
    }

    private void Read(Inline inline, LeafStyle? style, List<Leaf> leaves)
    {
        switch (inline)
        {
            case LiteralInline literal: leaves.Add(Styled(literal.Content.ToString(), style)); break;
            case LineBreakInline: leaves.Add("\n"); break;
            case CodeInline code: leaves.Add(Styled(code.Content.ReplaceLineEndings(" "), (style ?? new()) with { Code = true })); break;
            case HtmlEntityInline entity: leaves.Add(Styled(entity.Transcoded.ToString(), style)); break;
            case HtmlInline html: leaves.AddRange(HtmlText.Leaves(html.Tag, style, context)); break;
            case TaskList task: leaves.Add(task.Checked ? "☑" : "☐"); break;
            case FootnoteLink note: leaves.Add(Note(note)); break;
            case AutolinkInline auto: leaves.Add(WebLink.To(auto.IsEmail ? $"mailto:{auto.Url}" : auto.Url, auto.Url, style)); break;
            case LinkInline link: leaves.Add(Link(link, style)); break;
            case EmphasisInline emphasis: Children(emphasis, With(style, emphasis), leaves); break;
            case DelimiterInline delimiter:
                leaves.Add(Styled(delimiter.ToLiteral(), style));
                Children(delimiter, style, leaves);
                break;
            case ContainerInline container: Children(container, style, leaves); break;
            default: break;
        }
    }

    private Leaf Link(LinkInline link, LeafStyle? style)
    {
        var label = Label(link);
        if (label.Length == 0) label = link.IsImage ? "image" : "";
        return context.Resolve(link.GetDynamicUrl?.Invoke() ?? link.Url) is { } url
            ? WebLink.To(url, label, style)
            : Styled(label.Length > 0 ? label : OutsideText.OneLine(link.Url), style);
    }

    /// <summary>What is written in a link: its styles and links within it are dropped, as Slack knows one text and one style for it.</summary>
    private string Label(LinkInline link)
    {
        var leaves = new List<Leaf>();
        Children(link, null, leaves);
        return OutsideText.OneLine(string.Concat(leaves.Select(leaf => leaf.Seen)));
    }

    private static LeafStyle With(LeafStyle? style, EmphasisInline emphasis) => (emphasis.DelimiterChar, emphasis.DelimiterCount) switch
    {
        ('~', _) => (style ?? new()) with { Strike = true },
        (_, >= 2) => (style ?? new()) with { Bold = true },
        _ => (style ?? new()) with { Italic = true },
    };

    private static string Note(FootnoteLink link) =>
        link.IsBackLink ? "" : string.Create(CultureInfo.InvariantCulture, $"[{link.Footnote.Order}]");

    private static TextLeaf Styled(string text, LeafStyle? style) => new(text) { Style = style };

    private IEnumerable<Leaf> Referenced(Leaf leaf)
    {
        if (leaf is not TextLeaf { Style: null or { Code: false } } text)
        {
            yield return leaf;
            yield break;
        }

        var from = 0;
        foreach (Match match in Reference().Matches(text.Text))
        {
            if (match.Index > from) yield return text with { Text = text.Text[from..match.Index] };
            yield return match.Groups["login"] is { Success: true } login
                ? context.Login(login.Value, text.Style)
                : context.Issue(match.Groups["repo"] is { Success: true } repo ? repo.Value : null, match.Groups["number"].Value, text.Style);
            from = match.Index + match.Length;
        }

        if (from < text.Text.Length) yield return from == 0 ? text : text with { Text = text.Text[from..] };
    }

    /// <summary>A login and an issue as GitHub spells them; not within a word, an address or a path (<c>@types/node</c>).</summary>
    [GeneratedRegex("""
        (?<![\w@\#&/.`-])
        (?: @(?<login>(?>[A-Za-z0-9](?:[A-Za-z0-9]|[-_](?=[A-Za-z0-9])){0,38}))(?![\w/-]|\.\w)
          | (?:(?<repo>[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}))?\#(?<number>[1-9][0-9]{0,8})(?!\w) )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
