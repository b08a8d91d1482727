using System.Text.Json.Serialization;

namespace CustomerGapBot.Slack;

/// <summary>A rich_text block: the carrier of everything from outside.</summary>
internal sealed record RichText(IReadOnlyList<RichTextElement> Elements) : Block
{
    public static RichText Empty { get; } = new([]);

    [JsonIgnore]
    public bool IsEmpty => Elements.Count == 0;

    /// <summary>What a reader sees, without any style: one line for each line of the rich text.</summary>
    public string ToPlainText() => string.Join('\n', RichTextLine.Of(this).Select(line => line.Plain));

    /// <summary>
    /// The first lines, within both bounds as <see cref="ToPlainText"/> counts them. A line that alone is longer than <paramref name="maxChars"/> is cut at the end of
    /// a word and ends with "…"; every other is there whole or not at all.
    /// </summary>
    public RichText Cut(int maxLines, int maxChars, out bool cut)
    {
        var lines = RichTextLine.Of(this).ToList();
        var kept = RichTextCut.Within(lines, maxLines, maxChars);
        cut = kept.Count < lines.Count || (kept.Count > 0 && kept[^1] != lines[kept.Count - 1]);
        return cut ? RichTextLine.Join(kept) with { BlockId = BlockId } : this;
    }

    /// <summary>This and then that, in one block.</summary>
    public RichText Then(params ReadOnlySpan<RichTextElement> more) => this with { Elements = [.. Elements, .. more] };
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextSection), "rich_text_section")]
[JsonDerivedType(typeof(RichTextList), "rich_text_list")]
[JsonDerivedType(typeof(RichTextQuote), "rich_text_quote")]
[JsonDerivedType(typeof(RichTextPreformatted), "rich_text_preformatted")]
internal abstract record RichTextElement;

internal sealed record RichTextSection(IReadOnlyList<Leaf> Elements) : RichTextElement;

/// <summary>Items of one depth. A nested list is a list of its own that follows, with a greater <paramref name="Indent"/> (0–8).</summary>
internal sealed record RichTextList(string Style, int Indent, IReadOnlyList<RichTextElement> Elements) : RichTextElement
{
    public const string Bullet = "bullet";
    public const string Ordered = "ordered";
    public const int MaxIndent = 8;

    /// <summary>How many numbers an ordered list leaves out before its first.</summary>
    public int? Offset { get; init; }
}

internal sealed record RichTextQuote(IReadOnlyList<Leaf> Elements) : RichTextElement;

internal sealed record RichTextPreformatted(IReadOnlyList<Leaf> Elements) : RichTextElement;
