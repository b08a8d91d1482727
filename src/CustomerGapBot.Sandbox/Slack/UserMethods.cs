using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

internal static class UserMethods
{
    public static JsonObject Test() => new()
    {
        ["url"] = "https://acme.slack.com/", ["team"] = Workspace.Name, ["user"] = Cast.GapBot.Name, ["team_id"] = Workspace.TeamId,
        ["user_id"] = Cast.GapBot.Id, ["bot_id"] = Workspace.BotId, ["app_id"] = Workspace.AppId, ["app_name"] = Cast.GapBot.RealName,
        ["is_enterprise_install"] = false,
    };

    public static JsonObject Info(Arguments arguments)
    {
        var id = arguments.Required("user");
        var person = Cast.InSlack.FirstOrDefault(person => person.Id == id) ?? throw new SlackRefusal("user_not_found");
        return new() { ["user"] = SlackJson.User(person) };
    }

    public static JsonObject List(Arguments arguments)
    {
        var (people, next) = Paging.Page(Cast.InSlack, arguments, otherwise: 200);
        return new()
        {
            ["members"] = new JsonArray([.. people.Select(SlackJson.User)]), ["cache_ts"] = 1_700_000_000, ["response_metadata"] = Paging.Next(next),
        };
    }
}
