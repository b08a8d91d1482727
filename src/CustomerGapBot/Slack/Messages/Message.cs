using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerGapBot.Slack;

/// <summary>
/// What a channel sees. <paramref name="Text"/> says the same without any markup: phones, notifications and screen readers have only that.
/// </summary>
internal sealed record Message(string Text, IReadOnlyList<Block> Blocks)
{
    /// <summary>Ours, in UTF-16 code units of the escaped text; <c>chat.update</c> refuses more than 4,000.</summary>
    public const int MaxText = 3_000;

    private static readonly JsonSerializerOptions Wire = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // It goes over HTTP as JSON, never into a page; without this every letter beyond ASCII takes six bytes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A reply that is shown in the channel, too.</summary>
    public bool Broadcast { get; init; }

    /// <summary>The body of <c>chat.postMessage</c> and <c>chat.update</c>, without where it goes.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Body(EscapedText(), Blocks.Count > 0 ? Blocks : null, Broadcast ? true : null), Wire);

    /// <summary>The answer to a slash command, for the eyes of whoever typed it.</summary>
    public string ToAnswerJson() => JsonSerializer.Serialize(new Body(EscapedText(), Blocks.Count > 0 ? Blocks : null, null) { ResponseType = "ephemeral" }, Wire);

    private string EscapedText()
    {
        var clean = OutsideText.Clean(Text).Trim();
        var escaped = Mrkdwn.Escape(clean);
        for (var room = MaxText; escaped.Length > MaxText; room -= Math.Max(1, (escaped.Length - MaxText) / 5))
            escaped = Mrkdwn.Escape(OutsideText.Cut(clean, room));
        return escaped;
    }

    private sealed record Body(string Text, IReadOnlyList<Block>? Blocks, bool? ReplyBroadcast)
    {
        public string? ResponseType { get; init; }
    }
}
