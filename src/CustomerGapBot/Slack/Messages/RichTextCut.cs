namespace CustomerGapBot.Slack;

/// <summary>Which lines are kept, and how much of a line that is too long for any card.</summary>
internal static class RichTextCut
{
    public static List<RichTextLine> Within(IReadOnlyList<RichTextLine> lines, int maxLines, int maxChars)
    {
        var kept = new List<RichTextLine>();
        var room = maxChars;
        foreach (var line in lines.Take(Math.Max(0, maxLines)))
        {
            var length = line.Plain.Length;
            if (length > room)
            {
                if (length > maxChars && Shortened(line, room) is { } shortened) kept.Add(shortened);
                break;
            }

            kept.Add(line);
            room -= length + 1;
        }

        if (kept.Count < lines.Count) DropBlankEnd(kept);
        return kept;
    }

    private static void DropBlankEnd(List<RichTextLine> kept)
    {
        while (kept.Count > 0 && kept[^1].Leaves.All(leaf => string.IsNullOrWhiteSpace(leaf.Seen))) kept.RemoveAt(kept.Count - 1);
    }

    private static RichTextLine? Shortened(RichTextLine line, int maxChars)
    {
        var room = maxChars - line.Lead.Length - 1;
        var leaves = new List<Leaf>();
        foreach (var leaf in line.Leaves)
        {
            if (leaf.Seen.Length <= room)
            {
                leaves.Add(leaf);
                room -= leaf.Seen.Length;
                continue;
            }

            // A link, a person, a time is there whole or not at all.
            if (leaf is TextLeaf text && WordsWithin(text.Text, room) is { Length: > 0 } words) leaves.Add(text with { Text = words });
            break;
        }

        return leaves.Count == 0 ? null : line with { Leaves = [.. leaves, "…"] };
    }

    private static string WordsWithin(string text, int room)
    {
        if (room <= 0) return "";
        var fits = OutsideText.CharactersWithin(text, room);
        var word = fits < text.Length && !char.IsWhiteSpace(text[fits]) ? text.LastIndexOfAny([' ', '\t'], Math.Max(0, fits - 1)) : fits;
        return text[..(word > 0 ? word : fits)].TrimEnd();
    }
}
