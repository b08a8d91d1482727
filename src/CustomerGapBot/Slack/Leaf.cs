using System.Text.Json.Serialization;

namespace CustomerGapBot.Slack;

/// <summary>
/// A piece of rich text. Slack never parses it, so a leaf is the one carrier of outside text: what a <see cref="TextLeaf"/> holds is only ever shown.
/// A string becomes a text leaf by itself.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextLeaf), "text")]
[JsonDerivedType(typeof(LinkLeaf), "link")]
[JsonDerivedType(typeof(UserLeaf), "user")]
[JsonDerivedType(typeof(ChannelLeaf), "channel")]
[JsonDerivedType(typeof(EmojiLeaf), "emoji")]
[JsonDerivedType(typeof(DateLeaf), "date")]
internal abstract record Leaf
{
    public LeafStyle? Style { get; init; }

    /// <summary>What a reader sees of it, near enough for the top-level text and for counting.</summary>
    [JsonIgnore]
    public abstract string Seen { get; }

    public static implicit operator Leaf(string text) => new TextLeaf(text);

    /// <summary>The same to a reader with as few leaves as possible: neighbours of one style are one leaf, and an empty one (which Slack refuses) is none.</summary>
    public static List<Leaf> Merged(IEnumerable<Leaf> leaves)
    {
        var merged = new List<Leaf>();
        foreach (var leaf in leaves)
        {
            if (leaf is not TextLeaf text) merged.Add(leaf);
            else if (merged is [.., TextLeaf last] && last.Style == text.Style) merged[^1] = last with { Text = last.Text + text.Text };
            else if (text.Text.Length > 0) merged.Add(text);
        }

        return merged;
    }
}

internal sealed record LeafStyle
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Bold { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Italic { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Strike { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Code { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Underline { get; init; }
}

internal sealed record TextLeaf(string Text) : Leaf
{
    public string Text { get; init => field = OutsideText.Clean(value); } = OutsideText.Clean(Text);

    public override string Seen => Text;
}

/// <summary>A link that may be followed. Only <see cref="WebLink"/> makes one, because only it knows which may.</summary>
internal sealed record LinkLeaf : Leaf
{
    internal LinkLeaf(string url, string? text)
    {
        Url = url;
        Text = text;
    }

    public string Url { get; }

    public string? Text { get; }

    public override string Seen => Text ?? Url;
}

internal sealed record UserLeaf(string UserId) : Leaf
{
    public override string Seen => "@someone";
}

internal sealed record ChannelLeaf(string ChannelId) : Leaf
{
    public override string Seen => "#channel";
}

internal sealed record EmojiLeaf(string Name) : Leaf
{
    public override string Seen => $":{Name}:";
}

/// <summary>A time in each reader's own zone; <paramref name="Timestamp"/> in Unix seconds.</summary>
internal sealed record DateLeaf(long Timestamp, string Format, string Fallback) : Leaf
{
    public string? Url { get; init; }

    public override string Seen => Fallback;
}
