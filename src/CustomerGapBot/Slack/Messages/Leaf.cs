using System.Text;
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
    public string Seen => this switch
    {
        TextLeaf text => text.Text,
        LinkLeaf link => link.Text ?? link.Url,
        UserLeaf => "@someone",
        ChannelLeaf => "#channel",
        EmojiLeaf emoji => $":{emoji.Name}:",
        DateLeaf date => date.Fallback,
        _ => "",
    };

    public static implicit operator Leaf(string text) => new TextLeaf(text);

    /// <summary>The same to a reader with as few leaves as possible: neighbours of one style are one leaf, and an empty one (which Slack refuses) is none.</summary>
    public static List<Leaf> Merged(IEnumerable<Leaf> leaves)
    {
        var merged = new List<Leaf>();
        var run = new StringBuilder();
        LeafStyle? style = null;
        foreach (var leaf in leaves)
        {
            var text = leaf as TextLeaf;
            if (text is null || text.Style != style) EndRun();
            if (text is null) merged.Add(leaf);
            else run.Append(text.Text);
            style = leaf.Style;
        }

        EndRun();
        return merged;

        void EndRun()
        {
            if (run.Length > 0) merged.Add(new TextLeaf(run.ToString()) { Style = style });
            run.Clear();
        }
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
}

internal sealed record UserLeaf(string UserId) : Leaf;

internal sealed record ChannelLeaf(string ChannelId) : Leaf;

internal sealed record EmojiLeaf(string Name) : Leaf;

/// <summary>A time in each reader's own zone; <paramref name="Timestamp"/> in Unix seconds.</summary>
internal sealed record DateLeaf(long Timestamp, string Format, string Fallback) : Leaf
{
    public string? Url { get; init; }
}
