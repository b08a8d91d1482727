using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>Everything the page shows, as one JSON object.</summary>
internal static class ControlState
{
    private const int LatestCalls = 200;
    private const int LongestBody = 600;

    public static async Task<JsonObject> ReadAsync(StandIns standIns, CancellationToken ct) => new()
    {
        ["version"] = standIns.Changes.Version,
        ["workspace"] = new JsonObject { ["name"] = Workspace.Name },
        ["people"] = Array(Cast.Everyone, Of),
        ["channels"] = Array(standIns.Slack.Workspace.Channels, Of),
        ["messages"] = Array(standIns.Slack.Workspace.Messages.Where(message => !Preview.IsNotice(message)), Of),
        ["repositories"] = Array(standIns.GitHub.State.Repositories, repository => new() { ["fullName"] = repository.FullName, ["private"] = repository.Private }),
        ["issues"] = Array(standIns.GitHub.State.Issues, issue => Of(issue, standIns.GitHub)),
        ["traffic"] = Array(standIns.Traffic.Latest(LatestCalls), Of),
        ["trouble"] = Array(standIns.Trouble.Ahead, fault => new() { ["id"] = fault.Id, ["what"] = fault.What, ["left"] = fault.Left }),
        ["bot"] = await standIns.ReadinessAsync(ct),
    };

    public static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> shape) => new([.. items.Select(shape)]);

    public static JsonObject Of(GitHubDelivery delivery) => new()
    {
        ["guid"] = $"{delivery.Guid}", ["event"] = delivery.Event, ["action"] = delivery.Action, ["at"] = delivery.At.UtcDateTime.ToString("O"),
        ["status"] = delivery.Status, ["attempts"] = delivery.Attempts,
    };

    private static JsonObject Of(Person person) => new()
    {
        ["id"] = person.Id ?? person.GitHub, ["name"] = person.Name, ["realName"] = person.RealName, ["role"] = person.Role, ["github"] = person.GitHub,
        ["inSlack"] = person.Id is not null,
    };

    private static JsonObject Of(SlackChannel channel) => new()
    {
        ["id"] = channel.Id, ["name"] = channel.With is { } user ? Cast.Find(user)?.Name : channel.Name, ["topic"] = channel.Topic,
        ["isArchived"] = channel.IsArchived, ["isPrivate"] = channel.IsPrivate, ["isDirect"] = channel.With is not null, ["members"] = Texts(channel.Members),
    };

    private static JsonObject Of(SlackMessage message) => new()
    {
        ["channel"] = message.Channel, ["ts"] = message.Ts, ["threadTs"] = message.ThreadTs, ["user"] = message.User, ["bot"] = message.IsBot,
        ["text"] = message.Text, ["blocks"] = message.Blocks is { } blocks ? SlackJson.Node(blocks) : new JsonArray(),
        ["edited"] = message is { Edited: true, Blocks: null }, ["broadcast"] = message.Broadcast,
        ["reactions"] = Array(message.Reactions, reaction => new() { ["name"] = reaction.Name, ["users"] = Texts(reaction.Users) }),
    };

    private static JsonObject Of(GitHubIssue issue, GitHubStandIn gitHub) => new()
    {
        ["repository"] = issue.Repository, ["number"] = issue.Number, ["title"] = issue.Title, ["body"] = issue.Body ?? "", ["state"] = issue.State,
        ["stateReason"] = issue.StateReason, ["locked"] = issue.Locked, ["lockReason"] = issue.LockReason, ["pinned"] = issue.Pinned,
        ["labels"] = Array(issue.Labels, label => new() { ["name"] = label.Name, ["color"] = label.Color }),
        ["assignees"] = Texts(issue.Assignees.Select(person => person.GitHub)), ["milestone"] = issue.Milestone?.Title, ["user"] = issue.User.GitHub,
        ["createdAt"] = GitHubPayloads.Time(issue.CreatedAt), ["updatedAt"] = GitHubPayloads.Time(issue.UpdatedAt), ["htmlUrl"] = gitHub.Url(issue),
        ["comments"] = Array(gitHub.State.Comments.Where(comment => comment.IssueId == issue.Id), comment => new()
        {
            ["id"] = comment.Id, ["user"] = comment.User.GitHub, ["body"] = comment.Body, ["createdAt"] = GitHubPayloads.Time(comment.CreatedAt),
            ["updatedAt"] = GitHubPayloads.Time(comment.UpdatedAt), ["htmlUrl"] = gitHub.Payloads.CommentUrl(issue, comment),
        }),
    };

    private static JsonObject Of(Call call) => new()
    {
        ["id"] = call.Id, ["at"] = call.At.UtcDateTime.ToString("O"), ["direction"] = call.Direction == Direction.In ? "in" : "out",
        ["service"] = call.Service, ["what"] = call.What, ["status"] = call.Status, ["error"] = call.Error, ["ms"] = (int)call.Took.TotalMilliseconds,
        ["body"] = call.Body.Length <= LongestBody ? call.Body : call.Body[..LongestBody] + "…",
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
