using System.Text.Json.Serialization;

namespace CustomerGapBot.Slack;

/// <summary>A block of Block Kit (docs.slack.dev, reference/block-kit). Written with the verbs of <see cref="Blocks"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichText), "rich_text")]
[JsonDerivedType(typeof(HeaderBlock), "header")]
[JsonDerivedType(typeof(SectionBlock), "section")]
[JsonDerivedType(typeof(ContextBlock), "context")]
[JsonDerivedType(typeof(DividerBlock), "divider")]
[JsonDerivedType(typeof(ActionsBlock), "actions")]
[JsonDerivedType(typeof(ImageBlock), "image")]
internal abstract record Block
{
    public string? BlockId { get; init; }
}

internal sealed record HeaderBlock(TextObject Text) : Block;

internal sealed record SectionBlock(TextObject? Text) : Block
{
    public IReadOnlyList<TextObject>? Fields { get; init; }

    public Element? Accessory { get; init; }
}

internal sealed record ContextBlock(IReadOnlyList<ContextElement> Elements) : Block;

internal sealed record DividerBlock : Block;

internal sealed record ActionsBlock(IReadOnlyList<Element> Elements) : Block;

internal sealed record ImageBlock(string ImageUrl, string AltText) : Block
{
    public TextObject? Title { get; init; }
}

/// <summary>What can be pressed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ButtonElement), "button")]
internal abstract record Element;

internal sealed record ButtonElement(TextObject Text, string ActionId) : Element
{
    public string? Value { get; init; }

    public string? Url { get; init; }

    /// <summary><c>primary</c>, <c>danger</c>, or neither.</summary>
    public string? Style { get; init; }

    public Confirm? Confirm { get; init; }

    public string? AccessibilityLabel { get; init; }
}

/// <summary>The question before a press counts.</summary>
internal sealed record Confirm(TextObject Title, TextObject Text, [property: JsonPropertyName("confirm")] TextObject Yes, TextObject Deny);
