using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerGapBot.Slack;

/// <summary>A parcel's body: <c>{"text", "blocks"?, "reply_broadcast"?}</c>. The text is escaped and says all that the blocks say.</summary>
internal sealed record SlackBody(string Text, JsonElement? Blocks, bool Broadcast, JsonElement Whole)
{
    /// <summary>chat.update refuses a longer text, and chat.postMessage asks for no longer one.</summary>
    public const int MostText = 4000;

    public static SlackBody? Read(string body) =>
        SlackJson.ReadObject(Encoding.UTF8.GetBytes(body)) is { } whole && whole.Text("text") is { } text
            ? new(text, whole.Array("blocks"), whole.Flag("reply_broadcast"), whole)
            : null;

    public bool HasBlocks => Blocks is { } blocks && blocks.GetArrayLength() > 0;

    /// <summary>A new message. The mark is among its metadata, which people do not see and anyone's app may read.</summary>
    public JsonObject ToPost(string channel, string? thread, string mark, bool plain)
    {
        var message = ToMessage(channel);
        if (HasBlocks && !plain) message["blocks"] = JsonArray.Create(Blocks!.Value);
        if (thread is not null) message["thread_ts"] = thread;
        if (thread is not null && Broadcast) message["reply_broadcast"] = true;
        message["metadata"] = new JsonObject
        {
            ["event_type"] = SlackMark.EventType,
            ["event_payload"] = new JsonObject { [SlackMark.Field] = mark },
        };
        message["unfurl_links"] = false;
        message["unfurl_media"] = false;
        return message;
    }

    /// <summary>A changed message. Blocks are always said, so that none of the old ones stay.</summary>
    public JsonObject ToUpdate(SlackReceipt target, bool plain)
    {
        var message = ToMessage(target.Channel);
        message["ts"] = target.Ts;
        message["blocks"] = HasBlocks && !plain ? JsonArray.Create(Blocks!.Value) : [];
        return message;
    }

    private JsonObject ToMessage(string channel) => new()
    {
        ["channel"] = channel,
        ["text"] = SlackText.Cut(Text, MostText),
        ["parse"] = "none",
        ["link_names"] = false,
    };
}
