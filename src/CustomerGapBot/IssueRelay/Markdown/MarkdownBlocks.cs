using System.Globalization;
using System.Runtime.CompilerServices;
using CustomerGapBot.Slack;
using Markdig.Extensions.Alerts;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using MarkdownBlock = Markdig.Syntax.Block;

namespace CustomerGapBot.IssueRelay.Markdown;

/// <summary>Markdig's blocks, one after the other, as elements of rich text. Slack nests nothing but lists, so what is nested deeper becomes lines.</summary>
internal sealed class MarkdownBlocks(MarkdownContext context)
{
    private readonly MarkdownInlines _inlines = new(context);
    private readonly List<RichTextElement> _elements = [];
    private readonly List<Leaf> _section = [];
    private bool _afterHeading;

    public IReadOnlyList<RichTextElement> Read(IEnumerable<MarkdownBlock> blocks)
    {
        foreach (var block in blocks) Read(block, depth: 0);
        EndSection();
        return _elements;
    }

    private void Read(MarkdownBlock block, int depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (block)
        {
            case HeadingBlock heading: Heading(heading); break;
            case ParagraphBlock paragraph: Paragraph(_inlines.Of(paragraph)); break;
            case ListBlock list: List(list, depth); break;
            case AlertBlock alert: Quote(alert, [Bold(Capitalised(alert.Kind.ToString())), "\n"]); break;
            case QuoteBlock quote: Quote(quote, []); break;
            case CodeBlock code: Code(code); break;
            case HtmlBlock html: Paragraph(HtmlText.Leaves(html.Lines.ToString(), null, context)); break;
            case ThematicBreakBlock: Paragraph(["———"]); break;
            case Table table: Paragraph(Rows(table)); break;
            case Footnote footnote: Paragraph([Number(footnote.Order), .. Flat(footnote)]); break;
            case LinkReferenceDefinitionGroup: break;
            case ContainerBlock container: foreach (var inner in container) Read(inner, depth); break;
            case LeafBlock { Inline: not null } leaf: Paragraph(_inlines.Of(leaf)); break;
            default: break;
        }
    }

    private void Heading(HeadingBlock heading)
    {
        Paragraph(_inlines.Of(heading, new() { Bold = true }));
        _afterHeading = true;
    }

    private void Paragraph(IEnumerable<Leaf> leaves)
    {
        var paragraph = MarkdownInlines.Trimmed(leaves);
        if (paragraph.Count == 0) return;

        if (_section.Count > 0) _section.Add(_afterHeading ? "\n" : "\n\n");
        _section.AddRange(paragraph);
        _afterHeading = false;
    }

    private void Quote(QuoteBlock quote, IReadOnlyList<Leaf> title)
    {
        var leaves = MarkdownInlines.Trimmed([.. title, .. Flat(quote)]);
        if (leaves.Count > 0) Add(new RichTextQuote(leaves));
    }

    private void Code(CodeBlock code)
    {
        var text = OutsideText.Clean(code.Lines.ToString()).TrimEnd();
        if (text.Length > 0) Add(new RichTextPreformatted([text]));
    }

    private void List(ListBlock list, int depth)
    {
        var items = new List<RichTextElement>();
        var number = list.IsOrdered && int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start) ? Math.Max(1, start) : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            items.Add(new RichTextSection(FirstLines(item)));
            foreach (var block in item.SkipWhile(IsLines))
            {
                EndItems(list, items, depth, ref number);
                if (IsLines(block)) Paragraph(_inlines.Of((LeafBlock)block));
                else Read(block, depth + 1);
            }
        }

        EndItems(list, items, depth, ref number);
    }

    private List<Leaf> FirstLines(ListItemBlock item)
    {
        var leaves = item.TakeWhile(IsLines)
            .SelectMany((block, n) => n == 0 ? _inlines.Of((LeafBlock)block) : ["\n", .. _inlines.Of((LeafBlock)block)]);
        return MarkdownInlines.Trimmed(leaves) is { Count: > 0 } lines ? lines : [" "];
    }

    private static bool IsLines(MarkdownBlock block) => block is ParagraphBlock or HeadingBlock;

    private void EndItems(ListBlock list, List<RichTextElement> items, int depth, ref int number)
    {
        if (items.Count == 0) return;

        var indent = Math.Min(depth, RichTextList.MaxIndent);
        Add(list.IsOrdered
            ? new RichTextList(RichTextList.Ordered, indent, [.. items]) { Offset = number > 1 ? number - 1 : null }
            : new RichTextList(RichTextList.Bullet, indent, [.. items]));
        number = (int)Math.Min(int.MaxValue / 2, (long)number + items.Count);
        items.Clear();
    }

    private List<Leaf> Rows(Table table)
    {
        var leaves = new List<Leaf>();
        foreach (var row in table.OfType<TableRow>())
        {
            if (leaves.Count > 0) leaves.Add("\n");
            foreach (var (n, cell) in row.OfType<TableCell>().Index())
            {
                if (n > 0) leaves.Add(" | ");
                leaves.AddRange(row.IsHeader ? Flat(cell).Select(leaf => leaf is TextLeaf text ? Bold(text.Text) : leaf) : Flat(cell));
            }
        }

        return leaves;
    }

    /// <summary>Blocks within a block that holds only lines: each line with the sign that stands before it, code in the style of code.</summary>
    private List<Leaf> Flat(ContainerBlock container)
    {
        var leaves = new List<Leaf>();
        foreach (var (n, line) in RichTextLine.Of(new RichText(new MarkdownBlocks(context).Read(container))).Index())
        {
            if (n > 0) leaves.Add("\n");
            leaves.Add(line.Lead);
            leaves.AddRange(line.Element is RichTextPreformatted ? line.Leaves.Select(leaf => leaf with { Style = new() { Code = true } }) : line.Leaves);
        }

        return leaves;
    }

    private void Add(RichTextElement element)
    {
        EndSection();
        _elements.Add(element);
    }

    private void EndSection()
    {
        if (Leaf.Merged(_section) is { Count: > 0 } leaves) _elements.Add(new RichTextSection(leaves));
        _section.Clear();
        _afterHeading = false;
    }

    private static TextLeaf Bold(string text) => new(text) { Style = new() { Bold = true } };

    private static TextLeaf Number(int order) => new(string.Create(CultureInfo.InvariantCulture, $"[{order}] "));

    private static string Capitalised(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant();
}
