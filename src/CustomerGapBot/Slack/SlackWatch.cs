using System.Text.Json;
using CustomerGapBot.Delivery;
using CustomerGapBot.Storage;

namespace CustomerGapBot.Slack;

/// <summary>
/// What Slack's events tell the courier: a message of ours that bears a mark is there, whatever became of the answer to its post; a channel
/// that we joined, or that was unarchived, is open again.
/// </summary>
internal sealed class SlackWatch(SlackRoutes routes, SlackIdentity identity, SlackChannels channels, Settlement settlement, Parking parking) : IReceiver
{
    public IReadOnlyList<string> Kinds { get; } = ["slack.message", "slack.member_joined_channel", "slack.channel_unarchive", "slack.group_unarchive"];

    public void Subscribe()
    {
        routes.OnEvent("message", IsMarkedByUs);
        routes.OnEvent("member_joined_channel", IsAboutUs);
        routes.OnEvent("channel_unarchive", _ => true);
        routes.OnEvent("group_unarchive", _ => true);
    }

    public Handled Receive(InboxItem item, Work work)
    {
        if (SlackJson.ReadObject(item.Body)?.Object("event") is not { } told || told.Text("channel") is not { } channel) return new("without a channel");

        Inbox.Forget(work, item.Id);
        return item.Kind == "slack.message" ? Sight(work, told, channel) : Reopen(work, channel);
    }

    private Handled Sight(Work work, JsonElement message, string channel) =>
        SlackMark.Of(message) is { } mark && message.Text("ts") is { } ts && settlement.Sighted(work, mark, $"{new SlackReceipt(channel, ts)}")
            ? new($"a post of unknown fate is in {channel}")
            : new("a post that we know of");

    private Handled Reopen(Work work, string channel)
    {
        foreach (var lane in channels.LanesOf(channel)) parking.Try(work, Services.Slack, lane);
        parking.ProbeNow(work, Services.Slack);
        return new($"{channel} is open");
    }

    /// <summary>Any app can read and copy a mark, so the message must be the bot's own. While we do not know who we are, the history tells.</summary>
    private bool IsMarkedByUs(JsonElement message) =>
        identity.Known is { } self && message.Text("bot_id") == self.BotId && message.Text("subtype") is null or "bot_message" && SlackMark.Of(message) is not null;

    private bool IsAboutUs(JsonElement joined) => identity.Known is { } self && joined.Text("user") == self.UserId;
}
