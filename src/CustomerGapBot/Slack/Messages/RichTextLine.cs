using System.Globalization;

namespace CustomerGapBot.Slack;

/// <summary>
/// One line as a reader sees it: which element it belongs to (and which item of a list), what stands before it in plain text, and its leaves.
/// Rich text is cut by taking it apart into lines and putting the first of them together again.
/// </summary>
internal sealed record RichTextLine(RichTextElement Element, int Item, string Lead, IReadOnlyList<Leaf> Leaves)
{
    public string Plain => Lead + string.Concat(Leaves.Select(leaf => leaf.Seen));

    public static IEnumerable<RichTextLine> Of(RichText text) => text.Elements.SelectMany(Of);

    public static RichText Join(IReadOnlyList<RichTextLine> lines)
    {
        var elements = new List<RichTextElement>();
        for (var i = 0; i < lines.Count;)
        {
            var of = lines.Skip(i).TakeWhile(line => ReferenceEquals(line.Element, lines[i].Element)).ToList();
            elements.Add(Join(lines[i].Element, of));
            i += of.Count;
        }

        return new(elements);
    }

    private static IEnumerable<RichTextLine> Of(RichTextElement element) => element switch
    {
        RichTextSection section => Split(section.Elements).Select(leaves => new RichTextLine(element, 0, "", leaves)),
        RichTextQuote quote => Split(quote.Elements).Select(leaves => new RichTextLine(element, 0, "> ", leaves)),
        RichTextPreformatted code => Split(code.Elements).Select(leaves => new RichTextLine(element, 0, "", leaves)),
        RichTextList list => list.Elements.OfType<RichTextSection>().SelectMany((item, index) => OfItem(list, item, index)),
        _ => [],
    };

    private static IEnumerable<RichTextLine> OfItem(RichTextList list, RichTextSection item, int index)
    {
        var sign = list.Style == RichTextList.Ordered
            ? string.Create(CultureInfo.InvariantCulture, $"{(list.Offset ?? 0) + index + 1}. ")
            : "• ";
        var indent = new string(' ', 2 * list.Indent);
        return Split(item.Elements).Select((leaves, n) => new RichTextLine(list, index, indent + (n == 0 ? sign : "  "), leaves));
    }

    private static List<IReadOnlyList<Leaf>> Split(IReadOnlyList<Leaf> leaves)
    {
        var lines = new List<IReadOnlyList<Leaf>>();
        var line = new List<Leaf>();
        foreach (var leaf in leaves)
        {
            if (leaf is not TextLeaf text)
            {
                line.Add(leaf);
                continue;
            }

            var parts = text.Text.Split('\n');
            for (var i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                {
                    lines.Add(line);
                    line = [];
                }

                if (parts[i].Length > 0) line.Add(text with { Text = parts[i] });
            }
        }

        lines.Add(line);
        return lines;
    }

    private static RichTextElement Join(RichTextElement element, List<RichTextLine> lines) => element switch
    {
        RichTextQuote => new RichTextQuote(LeavesOf(lines)),
        RichTextPreformatted => new RichTextPreformatted(LeavesOf(lines)),
        RichTextList list => list with { Elements = [.. lines.GroupBy(line => line.Item).Select(item => new RichTextSection(LeavesOf(item)))] },
        _ => new RichTextSection(LeavesOf(lines)),
    };

    private static List<Leaf> LeavesOf(IEnumerable<RichTextLine> lines)
    {
        var leaves = new List<Leaf>();
        foreach (var (index, line) in lines.Index())
        {
            if (index > 0) leaves.Add("\n");
            leaves.AddRange(line.Leaves);
        }

        return Leaf.Merged(leaves) is { Count: > 0 } merged ? merged : [" "];
    }
}
