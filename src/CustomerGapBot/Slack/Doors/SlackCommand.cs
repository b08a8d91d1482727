using Microsoft.Extensions.Primitives;

namespace CustomerGapBot.Slack;

/// <summary>One slash command as a person typed it (docs.slack.dev, "Implementing slash commands"). <paramref name="Text"/> is outside text.</summary>
internal sealed record SlackCommand(string Command, string Text, string UserId, string ChannelId, string TeamId)
{
    /// <summary>The command in a form, or null when the form holds none.</summary>
    public static SlackCommand? Read(IReadOnlyDictionary<string, StringValues> form)
    {
        return One("command") is ['/', _, ..] command && One("user_id") is [_, ..] user
            ? new(command, One("text").Trim(), user, One("channel_id"), One("team_id"))
            : null;

        string One(string field) => form.TryGetValue(field, out var values) && values is [{ } only] ? only : "";
    }
}
