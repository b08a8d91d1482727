using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>Messages, channels, people and events in the shapes of docs.slack.dev.</summary>
internal static class SlackJson
{
    /// <summary>A message as methods return it. Only with <paramref name="allMetadata"/> does its metadata carry the payload.</summary>
    public static JsonObject Message(SlackMessage message, Workspace workspace, bool allMetadata)
    {
        var json = new JsonObject { ["type"] = "message", ["user"] = message.User, ["ts"] = message.Ts, ["text"] = message.Text, ["team"] = Workspace.TeamId };
        if (message.Subtype is { } subtype) json["subtype"] = subtype;
        else if (message.Broadcast) json["subtype"] = "thread_broadcast";
        if (message.ClientMsgId is { } client) json["client_msg_id"] = client;
        if (message.BotId is { } bot)
        {
            json["bot_id"] = bot;
            json["app_id"] = Workspace.AppId;
            json["bot_profile"] = new JsonObject
            {
                ["id"] = bot, ["app_id"] = Workspace.AppId, ["name"] = Cast.GapBot.Name, ["team_id"] = Workspace.TeamId, ["deleted"] = false,
            };
        }

        if (message.Blocks is { } blocks) json["blocks"] = Node(blocks);
        if (message.Attachments is { } attachments) json["attachments"] = Node(attachments);
        if (message.Metadata is { } metadata) json["metadata"] = Metadata(metadata, allMetadata);
        if (message.EditedTs is { } edited) json["edited"] = new JsonObject { ["user"] = message.User, ["ts"] = edited };
        if (message.Reactions.Count > 0) json["reactions"] = new JsonArray([.. message.Reactions.Select(Reaction)]);
        Thread(json, message, workspace);
        return json;
    }

    public static JsonObject MessageEvent(SlackMessage message, Workspace workspace)
    {
        var json = Message(message, workspace, allMetadata: true);
        json["channel"] = message.Channel;
        json["channel_type"] = ChannelType(workspace.Channel(message.Channel)!);
        json["event_ts"] = message.Ts;
        if (message is { Broadcast: true, ThreadTs: { } ts } && workspace.Message(message.Channel, ts) is { } root)
            json["root"] = Message(root, workspace, allMetadata: true);
        return json;
    }

    public static JsonObject ChangedEvent(SlackMessage before, SlackMessage after, string ts, Workspace workspace) => new()
    {
        ["type"] = "message", ["subtype"] = "message_changed", ["hidden"] = true, ["channel"] = after.Channel,
        ["channel_type"] = ChannelType(workspace.Channel(after.Channel)!), ["ts"] = ts, ["event_ts"] = ts,
        ["message"] = Message(after, workspace, allMetadata: true), ["previous_message"] = Message(before, workspace, allMetadata: true),
    };

    public static JsonObject DeletedEvent(SlackMessage message, string ts, Workspace workspace) => new()
    {
        ["type"] = "message", ["subtype"] = "message_deleted", ["hidden"] = true, ["channel"] = message.Channel,
        ["channel_type"] = ChannelType(workspace.Channel(message.Channel)!), ["ts"] = ts, ["event_ts"] = ts, ["deleted_ts"] = message.Ts,
        ["previous_message"] = Message(message, workspace, allMetadata: true),
    };

    public static JsonObject ReactionEvent(SlackMessage message, string name, Person person, bool remove, string ts) => new()
    {
        ["type"] = remove ? "reaction_removed" : "reaction_added", ["user"] = person.Id, ["reaction"] = name, ["item_user"] = message.User,
        ["item"] = new JsonObject { ["type"] = "message", ["channel"] = message.Channel, ["ts"] = message.Ts }, ["event_ts"] = ts,
    };

    public static JsonObject MemberEvent(string type, SlackChannel channel, Person person, Person? inviter, string ts)
    {
        var json = new JsonObject
        {
            ["type"] = type, ["user"] = person.Id, ["channel"] = channel.Id, ["channel_type"] = channel.IsPrivate ? "G" : "C",
            ["team"] = Workspace.TeamId, ["event_ts"] = ts,
        };
        if (inviter is not null) json["inviter"] = inviter.Id;
        return json;
    }

    public static JsonObject Channel(SlackChannel channel)
    {
        var json = new JsonObject
        {
            ["id"] = channel.Id, ["is_channel"] = channel.With is null, ["is_group"] = false, ["is_im"] = channel.With is not null,
            ["is_mpim"] = false, ["is_private"] = channel.IsPrivate, ["is_archived"] = channel.IsArchived, ["is_ext_shared"] = false,
            ["is_shared"] = false, ["is_org_shared"] = false, ["is_general"] = false, ["context_team_id"] = Workspace.TeamId,
        };
        if (channel.With is { } user) json["user"] = user;
        else
        {
            json["name"] = channel.Name;
            json["name_normalized"] = channel.Name;
            json["is_member"] = channel.Has(Cast.GapBot);
            json["num_members"] = channel.Members.Count;
            json["topic"] = new JsonObject { ["value"] = channel.Topic, ["creator"] = Cast.Erin.Id, ["last_set"] = 0 };
            json["purpose"] = new JsonObject { ["value"] = "", ["creator"] = "", ["last_set"] = 0 };
        }

        return json;
    }

    public static JsonObject User(Person person) => new()
    {
        ["id"] = person.Id, ["team_id"] = Workspace.TeamId, ["name"] = person.Name, ["deleted"] = false, ["real_name"] = person.RealName,
        ["tz"] = "Europe/Berlin", ["tz_label"] = "Central European Time", ["tz_offset"] = 3600,
        ["profile"] = Profile(person),
        ["is_admin"] = person.IsAdmin, ["is_owner"] = person.IsAdmin, ["is_primary_owner"] = person.IsAdmin, ["is_restricted"] = false,
        ["is_ultra_restricted"] = false, ["is_bot"] = person == Cast.GapBot, ["is_app_user"] = false, ["updated"] = 1_700_000_000,
    };

    public static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());

    private static string ChannelType(SlackChannel channel) => channel switch
    {
        { With: not null } => "im",
        { IsPrivate: true } => "group",
        _ => "channel",
    };

    private static JsonObject Profile(Person person)
    {
        var profile = new JsonObject { ["real_name"] = person.RealName, ["display_name"] = person.Name, ["title"] = person.Role };
        if (person == Cast.GapBot) profile["bot_id"] = Workspace.BotId;
        else profile["email"] = $"{person.Name}@acme.example";
        return profile;
    }

    private static JsonObject Reaction(SlackReaction reaction) => new()
    {
        ["name"] = reaction.Name, ["count"] = reaction.Users.Count, ["users"] = new JsonArray([.. reaction.Users.Select(user => JsonValue.Create(user))]),
    };

    private static JsonNode? Metadata(JsonElement metadata, bool all) =>
        all ? Node(metadata) : new JsonObject { ["event_type"] = metadata.GetProperty("event_type").GetString() };

    private static void Thread(JsonObject json, SlackMessage message, Workspace workspace)
    {
        if (message.ThreadTs is { } parent)
        {
            json["thread_ts"] = parent;
            json["parent_user_id"] = workspace.Message(message.Channel, parent)?.User;
            return;
        }

        var replies = workspace.Replies(message.Channel, message.Ts);
        if (replies.Count == 0) return;
        var users = replies.Select(reply => reply.User).Distinct().ToList();
        json["thread_ts"] = message.Ts;
        json["reply_count"] = replies.Count;
        json["reply_users_count"] = users.Count;
        json["reply_users"] = new JsonArray([.. users.Select(user => JsonValue.Create(user))]);
        json["latest_reply"] = replies[^1].Ts;
    }
}
