using System.Globalization;
using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>The pretend Slack's memory: channels and their messages. What happens in a channel that the bot is in is told to <c>happened</c>.</summary>
internal sealed class Workspace(TimeProvider clock, Changes changes, Action<JsonObject> happened)
{
    public const string TeamId = "T0ACME";
    public const string Name = "Acme";
    public const string AppId = "A0GAPBOT";
    public const string BotId = "B0GAPBOT";

    private readonly Lock gate = new();
    private readonly List<SlackMessage> messages = [];
    private long lastTs;

    private readonly List<SlackChannel> channels =
    [
        Public("C0FEEDBACK", "feedback", "What customers ask for", Cast.Alice, Cast.Bob, Cast.Carol, Cast.Dave, Cast.Erin),
        Public("C0SUPPORT", "support", "Customers' questions", Cast.Alice, Cast.Bob, Cast.Carol, Cast.Erin),
        Public("C0ENGINEERING", "engineering", "How it is built", Cast.Alice, Cast.Bob, Cast.Dave),
        Public("C0GAPOPS", "gap-operators", "The health of the bot", Cast.Alice, Cast.Erin),
        Public("C0RANDOM", "random", "", Cast.Alice, Cast.Bob, Cast.Carol, Cast.Dave, Cast.Erin),
        Public("C0LEADS", "leads", "Not for everyone", Cast.Dave, Cast.Erin) with { IsPrivate = true },
    ];

    public IReadOnlyList<SlackChannel> Channels
    {
        get { lock (gate) return [.. channels]; }
    }

    public IReadOnlyList<SlackMessage> Messages
    {
        get { lock (gate) return [.. messages]; }
    }

    public SlackChannel? Channel(string idOrName)
    {
        lock (gate) return channels.Find(channel => channel.Id == idOrName || idOrName.StartsWith('#') && channel.Name == idOrName[1..]);
    }

    public SlackMessage? Message(string channel, string ts)
    {
        lock (gate) return messages.Find(message => message.Channel == channel && message.Ts == ts);
    }

    /// <summary>What a channel shows at its top level, oldest first: thread replies only where broadcast.</summary>
    public IReadOnlyList<SlackMessage> History(string channel) =>
        [.. Messages.Where(message => message.Channel == channel && (message.ThreadTs is null || message.Broadcast))];

    public IReadOnlyList<SlackMessage> Replies(string channel, string ts) =>
        [.. Messages.Where(message => message.Channel == channel && message.ThreadTs == ts)];

    public SlackMessage Post(Func<string, SlackMessage> make)
    {
        lock (gate)
        {
            var message = make(NextTs());
            messages.Add(message);
            Tell(message.Channel, SlackJson.MessageEvent(message, this));
            return message;
        }
    }

    public SlackMessage? Change(string channel, string ts, Func<SlackMessage, SlackMessage> change)
    {
        lock (gate)
        {
            if (Message(channel, ts) is not { } before) return null;
            var after = change(before);
            messages[messages.IndexOf(before)] = after;
            Tell(channel, SlackJson.ChangedEvent(before, after, NextTs(), this));
            return after;
        }
    }

    /// <summary>Takes a message away. A parent whose thread has replies stays as a tombstone.</summary>
    public bool Delete(string channel, string ts)
    {
        lock (gate)
        {
            if (Message(channel, ts) is not { } message) return false;
            if (Replies(channel, ts).Count == 0) messages.Remove(message);
            else messages[messages.IndexOf(message)] = Tombstone(message);
            Tell(channel, SlackJson.DeletedEvent(message, NextTs(), this));
            return true;
        }
    }

    public void React(string channel, string ts, string name, Person person, bool remove)
    {
        lock (gate)
        {
            if (Message(channel, ts) is not { } message) throw new SlackRefusal("message_not_found");
            var users = message.Reactions.FirstOrDefault(reaction => reaction.Name == name)?.Users ?? [];
            if (users.Contains(person.Id) != remove) throw new SlackRefusal(remove ? "no_reaction" : "already_reacted");
            var after = remove ? users.Where(user => user != person.Id) : users.Append(person.Id!);
            messages[messages.IndexOf(message)] = message with { Reactions = With(message.Reactions, name, [.. after]) };
            Tell(channel, SlackJson.ReactionEvent(message, name, person, remove, NextTs()));
        }
    }

    public void Archive(SlackChannel channel, bool archived, Person by)
    {
        lock (gate)
        {
            Replace(Now(channel) with { IsArchived = archived });
            Tell(channel.Id, new()
            {
                ["type"] = archived ? "channel_archive" : "channel_unarchive", ["channel"] = channel.Id, ["user"] = by.Id, ["event_ts"] = NextTs(),
            });
        }
    }

    /// <summary>False when the person is in the channel already.</summary>
    public bool Join(SlackChannel channel, Person person, Person? inviter = null)
    {
        lock (gate)
        {
            if (Now(channel).Has(person)) return false;
            Replace(Now(channel) with { Members = [.. Now(channel).Members, person.Id!] });
            Tell(channel.Id, SlackJson.MemberEvent("member_joined_channel", channel, person, inviter, NextTs()));
            Post(ts => new(channel.Id, ts, null, person.Id!, null, $"<@{person.Id}> has joined the channel") { Subtype = "channel_join" });
            return true;
        }
    }

    public void Leave(SlackChannel channel, Person person)
    {
        lock (gate)
        {
            Tell(channel.Id, SlackJson.MemberEvent("member_left_channel", channel, person, null, NextTs()));
            Replace(Now(channel) with { Members = [.. Now(channel).Members.Where(member => member != person.Id)] });
        }
    }

    /// <summary>The direct conversation of a person with the bot, opened when there is none.</summary>
    public SlackChannel Direct(Person person)
    {
        lock (gate)
        {
            if (channels.Find(channel => channel.With == person.Id) is { } open) return open;
            var fresh = new SlackChannel($"D{person.Id![1..]}", "", "")
            {
                IsPrivate = true, With = person.Id, Members = [person.Id, Cast.GapBot.Id!],
            };
            channels.Add(fresh);
            return fresh;
        }
    }

    /// <summary>A moment of this workspace, as a <c>ts</c>: no two are the same.</summary>
    public string Stamp()
    {
        lock (gate) return NextTs();
    }

    private static SlackChannel Public(string id, string name, string topic, params Person[] members) =>
        new(id, name, topic) { Members = [.. members.Select(member => member.Id!)] };

    private static SlackMessage Tombstone(SlackMessage message) =>
        new(message.Channel, message.Ts, message.ThreadTs, "USLACKBOT", null, "This message was deleted.") { Subtype = "tombstone" };

    private static List<SlackReaction> With(IReadOnlyList<SlackReaction> reactions, string name, IReadOnlyList<string> users)
    {
        List<SlackReaction> all = [.. reactions];
        var index = all.FindIndex(reaction => reaction.Name == name);
        if (index < 0) all.Add(new(name, users));
        else if (users.Count > 0) all[index] = new(name, users);
        else all.RemoveAt(index);
        return all;
    }

    private SlackChannel Now(SlackChannel channel) => channels.Find(known => known.Id == channel.Id)!;

    private void Replace(SlackChannel channel) => channels[channels.FindIndex(known => known.Id == channel.Id)] = channel;

    private void Tell(string channel, JsonObject slackEvent)
    {
        changes.Tell();
        if (Channel(channel) is { } where && where.Has(Cast.GapBot)) happened(slackEvent);
    }

    /// <summary>Seconds and micros of the clock, and always later than the one before.</summary>
    private string NextTs()
    {
        lastTs = Math.Max(lastTs + 1, (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        return string.Create(CultureInfo.InvariantCulture, $"{lastTs / 1_000_000}.{lastTs % 1_000_000:000000}");
    }
}
