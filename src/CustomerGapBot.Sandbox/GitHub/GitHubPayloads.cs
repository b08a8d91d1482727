using System.Globalization;
using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>Issues, comments, users and repositories in GitHub's shapes, the same in webhooks and in REST.</summary>
internal sealed class GitHubPayloads(Uri address)
{
    private string Api => $"{address}github/api";

    private string Web => $"{address}github";

    public string IssueUrl(GitHubIssue issue) => $"{Web}/{issue.Repository}/issues/{issue.Number}";

    public string CommentUrl(GitHubIssue issue, GitHubComment comment) => $"{IssueUrl(issue)}#issuecomment-{comment.Id}";

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public JsonObject Issue(GitHubIssue issue)
    {
        var api = $"{Api}/repos/{issue.Repository}";
        var self = $"{api}/issues/{issue.Number}";
        var json = new JsonObject
        {
            ["url"] = self, ["repository_url"] = api, ["labels_url"] = self + "/labels{/name}", ["comments_url"] = $"{self}/comments",
            ["events_url"] = $"{self}/events", ["html_url"] = IssueUrl(issue), ["id"] = issue.Id, ["node_id"] = $"I_{issue.Id}",
            ["number"] = issue.Number, ["title"] = issue.Title, ["user"] = User(issue.User),
            ["labels"] = new JsonArray([.. issue.Labels.Select(label => Label(issue.Repository, label))]),
            ["state"] = issue.State, ["locked"] = issue.Locked,
            ["assignee"] = issue.Assignees.Count > 0 ? User(issue.Assignees[0]) : null,
            ["assignees"] = new JsonArray([.. issue.Assignees.Select(User)]),
            ["milestone"] = issue.Milestone is { } milestone ? Milestone(issue.Repository, milestone) : null,
            ["comments"] = issue.Comments, ["created_at"] = Time(issue.CreatedAt), ["updated_at"] = Time(issue.UpdatedAt),
            ["closed_at"] = issue.ClosedAt is { } closed ? Time(closed) : null, ["author_association"] = Association(issue.User),
            ["type"] = null, ["active_lock_reason"] = issue.LockReason,
            ["sub_issues_summary"] = new JsonObject { ["total"] = 0, ["completed"] = 0, ["percent_completed"] = 0 },
            ["body"] = string.IsNullOrEmpty(issue.Body) ? null : issue.Body, ["reactions"] = Reactions(self, issue.Reactions),
            ["timeline_url"] = $"{self}/timeline", ["performed_via_github_app"] = null, ["state_reason"] = issue.StateReason,
        };
        if (issue.IsPullRequest)
        {
            json["draft"] = false;
            json["pull_request"] = new JsonObject { ["url"] = $"{api}/pulls/{issue.Number}", ["html_url"] = $"{Web}/{issue.Repository}/pull/{issue.Number}", ["merged_at"] = null };
        }

        return json;
    }

    public JsonObject Comment(GitHubIssue issue, GitHubComment comment)
    {
        var self = $"{Api}/repos/{issue.Repository}/issues/comments/{comment.Id}";
        return new()
        {
            ["url"] = self, ["html_url"] = CommentUrl(issue, comment), ["issue_url"] = $"{Api}/repos/{issue.Repository}/issues/{issue.Number}",
            ["id"] = comment.Id, ["node_id"] = $"IC_{comment.Id}", ["user"] = User(comment.User), ["created_at"] = Time(comment.CreatedAt),
            ["updated_at"] = Time(comment.UpdatedAt), ["author_association"] = Association(comment.User), ["body"] = comment.Body,
            ["reactions"] = Reactions(self, comment.Reactions), ["performed_via_github_app"] = null,
        };
    }

    public JsonObject Label(string repository, GitHubLabel label) => new()
    {
        ["id"] = label.Id, ["node_id"] = $"LA_{label.Id}", ["url"] = $"{Api}/repos/{repository}/labels/{Uri.EscapeDataString(label.Name)}",
        ["name"] = label.Name, ["color"] = label.Color, ["default"] = false, ["description"] = null,
    };

    public JsonObject Milestone(string repository, GitHubMilestone milestone) => new()
    {
        ["url"] = $"{Api}/repos/{repository}/milestones/{milestone.Number}", ["html_url"] = $"{Web}/{repository}/milestone/{milestone.Number}",
        ["id"] = milestone.Id, ["node_id"] = $"MI_{milestone.Id}", ["number"] = milestone.Number, ["title"] = milestone.Title,
        ["description"] = null, ["creator"] = User(Cast.Dave), ["open_issues"] = 1, ["closed_issues"] = 0, ["state"] = "open",
        ["created_at"] = "2026-01-05T09:00:00Z", ["updated_at"] = "2026-01-05T09:00:00Z", ["due_on"] = null, ["closed_at"] = null,
    };

    public JsonObject Repository(GitHubRepository repository) => new()
    {
        ["id"] = repository.Id, ["node_id"] = $"R_{repository.Id}", ["name"] = repository.Name, ["full_name"] = repository.FullName,
        ["private"] = repository.Private,
        ["owner"] = new JsonObject
        {
            ["login"] = repository.Owner, ["id"] = 9_001, ["node_id"] = "O_9001", ["type"] = "Organization", ["site_admin"] = false,
            ["html_url"] = $"{Web}/{repository.Owner}", ["url"] = $"{Api}/users/{repository.Owner}", ["avatar_url"] = "",
        },
        ["html_url"] = $"{Web}/{repository.FullName}", ["description"] = null, ["fork"] = false, ["url"] = $"{Api}/repos/{repository.FullName}",
        ["has_issues"] = true, ["archived"] = false, ["disabled"] = false, ["default_branch"] = "main", ["visibility"] = repository.Private ? "private" : "public",
        ["open_issues_count"] = 0, ["permissions"] = new JsonObject { ["admin"] = false, ["push"] = true, ["pull"] = true },
    };

    public JsonObject User(Person person)
    {
        var id = 1_000 + Cast.Everyone.Index().First(known => known.Item == person).Index;
        return new()
        {
            ["login"] = person.GitHub, ["id"] = id, ["node_id"] = $"U_{id}", ["avatar_url"] = "", ["gravatar_id"] = "",
            ["url"] = $"{Api}/users/{Uri.EscapeDataString(person.GitHub)}", ["html_url"] = $"{Web}/{Uri.EscapeDataString(person.GitHub)}",
            ["type"] = person.IsGitHubBot ? "Bot" : "User", ["user_view_type"] = "public", ["site_admin"] = false,
        };
    }

    private static string Association(Person person) => person.Id is null ? "NONE" : "MEMBER";

    private static JsonObject Reactions(string url, IReadOnlyDictionary<string, int> reactions)
    {
        var json = new JsonObject { ["url"] = $"{url}/reactions", ["total_count"] = reactions.Values.Sum() };
        foreach (var name in GitHubState.ReactionNames) json[name] = reactions.GetValueOrDefault(name);
        return json;
    }
}
