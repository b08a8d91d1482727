using System.Text.Json.Serialization;

namespace CustomerGapBot.Slack;

/// <summary>What may stand in a context block: text or a small picture.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlainText), "plain_text")]
[JsonDerivedType(typeof(Mrkdwn), "mrkdwn")]
[JsonDerivedType(typeof(ImageElement), "image")]
internal abstract class ContextElement;

/// <summary>A text object of Block Kit (docs.slack.dev, composition objects).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlainText), "plain_text")]
[JsonDerivedType(typeof(Mrkdwn), "mrkdwn")]
internal abstract class TextObject : ContextElement
{
    public abstract string Text { get; }
}

/// <summary>Text without any markup, on one line. Whatever enters is cleaned, so outside text may enter.</summary>
internal sealed class PlainText(string? text) : TextObject
{
    public override string Text { get; } = OutsideText.OneLine(text);

    public bool Emoji { get; }

    public static implicit operator PlainText(string text) => new(text);

    public PlainText Cut(int maxChars) => new(OutsideText.Cut(Text, maxChars));
}

internal sealed class ImageElement(string imageUrl, string altText) : ContextElement
{
    public string ImageUrl { get; } = imageUrl;

    public string AltText { get; } = OutsideText.OneLine(altText);
}
