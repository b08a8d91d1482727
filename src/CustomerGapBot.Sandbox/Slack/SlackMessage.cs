using System.Text.Json;

namespace CustomerGapBot.Sandbox;

/// <summary>
/// One message as Slack keeps it. <paramref name="Channel"/> and <paramref name="User"/> are ids; <paramref name="ThreadTs"/> is the parent's
/// <c>ts</c> for a reply, and null for a parent. <paramref name="Text"/> is in Slack's wire form (escaped).
/// </summary>
internal sealed record SlackMessage(string Channel, string Ts, string? ThreadTs, string User, string? BotId, string Text)
{
    public JsonElement? Blocks { get; init; }

    public JsonElement? Attachments { get; init; }

    public JsonElement? Metadata { get; init; }

    /// <summary>When it was last edited, as Slack keeps it; the label is shown only on messages without blocks.</summary>
    public string? EditedTs { get; init; }

    /// <summary>A reply that is also shown in the channel.</summary>
    public bool Broadcast { get; init; }

    /// <summary><c>channel_join</c>, <c>tombstone</c>…, or null.</summary>
    public string? Subtype { get; init; }

    public string? ClientMsgId { get; init; }

    public IReadOnlyList<SlackReaction> Reactions { get; init; } = [];

    public bool Edited => EditedTs is not null;

    public bool IsBot => BotId is not null;
}

internal sealed record SlackReaction(string Name, IReadOnlyList<string> Users);

internal sealed record SlackChannel(string Id, string Name, string Topic)
{
    public bool IsPrivate { get; init; }

    public bool IsArchived { get; init; }

    /// <summary>The one person of a direct conversation with the bot, or null.</summary>
    public string? With { get; init; }

    public IReadOnlyList<string> Members { get; init; } = [];

    public bool Has(Person person) => Members.Contains(person.Id);
}
