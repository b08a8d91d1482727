using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>
/// One method of Slack's Web API. <paramref name="Reads"/>: it looks only at a query or a form, and ignores a JSON body.
/// What it returns is merged with <c>ok:true</c>.
/// </summary>
internal sealed record SlackMethod(Tier Tier, bool Reads, Func<Workspace, Arguments, JsonObject> Run);

internal static class SlackMethods
{
    public static FrozenDictionary<string, SlackMethod> All { get; } = new Dictionary<string, SlackMethod>
    {
        ["auth.test"] = new(Tier.Unlimited, Reads: true, (_, _) => UserMethods.Test()),
        ["chat.delete"] = new(Tier.Three, Reads: false, ChatMethods.Delete),
        ["chat.getPermalink"] = new(Tier.Unlimited, Reads: true, ChatMethods.GetPermalink),
        ["chat.postMessage"] = new(Tier.Post, Reads: false, ChatMethods.PostMessage),
        ["chat.update"] = new(Tier.Three, Reads: false, ChatMethods.Update),
        ["conversations.history"] = new(Tier.Three, Reads: true, HistoryMethods.History),
        ["conversations.info"] = new(Tier.Three, Reads: true, ConversationMethods.Info),
        ["conversations.join"] = new(Tier.Three, Reads: false, ConversationMethods.Join),
        ["conversations.list"] = new(Tier.Two, Reads: true, ConversationMethods.List),
        ["conversations.open"] = new(Tier.Three, Reads: false, ConversationMethods.Open),
        ["conversations.replies"] = new(Tier.Three, Reads: true, HistoryMethods.Replies),
        ["users.info"] = new(Tier.Four, Reads: true, (_, arguments) => UserMethods.Info(arguments)),
        ["users.list"] = new(Tier.Two, Reads: true, (_, arguments) => UserMethods.List(arguments)),
    }.ToFrozenDictionary();
}
