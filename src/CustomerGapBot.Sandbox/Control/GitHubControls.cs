using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>What people do on the pretend GitHub, for the page.</summary>
internal static class GitHubControls
{
    public static void MapGitHubControls(this IEndpointRouteBuilder routes, Func<StandIns> standIns)
    {
        var gitHub = routes.MapGroup("/sandbox/github");
        gitHub.MapPost("/issues", (OpenRequest request) => Open(standIns().GitHub, request));
        gitHub.MapPost("/change", (ChangeRequest request) => Change(standIns().GitHub, request));
        gitHub.MapPost("/comments", (CommentRequest request) => Comment(standIns().GitHub, request));
        gitHub.MapPost("/comments/edit", (EditCommentRequest request) => { EditComment(standIns().GitHub, request); });
        gitHub.MapPost("/comments/delete", (DeleteCommentRequest request) => { DeleteComment(standIns().GitHub, request); });
        gitHub.MapGet("/deliveries", () => ControlState.Array(standIns().GitHub.Deliveries.Reverse().Take(200), ControlState.Of));
        gitHub.MapPost("/redeliver", (RedeliverRequest request) => standIns().GitHub.Redeliver(request.Guid));
    }

    private static JsonObject Open(GitHubStandIn gitHub, OpenRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Title)) throw new ArgumentException("Give the issue a title.", nameof(request));
        return Answer(gitHub.Open(By(request.As), request.Repository, request.Title, request.Body, request.Labels, request.Deliver));
    }

    private static JsonObject Comment(GitHubStandIn gitHub, CommentRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Body)) throw new ArgumentException("Write something first.", nameof(request));
        var comment = gitHub.Comment(By(request.As), gitHub.Issue(request.Repository, request.Number), request.Body, request.Deliver);
        return new() { ["id"] = comment.Id };
    }

    private static void EditComment(GitHubStandIn gitHub, EditCommentRequest request) =>
        gitHub.EditComment(By(request.As), Known(gitHub, request.Id), request.Body, request.Deliver);

    private static void DeleteComment(GitHubStandIn gitHub, DeleteCommentRequest request) =>
        gitHub.DeleteComment(By(request.As), Known(gitHub, request.Id), request.Deliver);

    private static JsonObject Change(GitHubStandIn gitHub, ChangeRequest request)
    {
        var (by, deliver) = (By(request.As), request.Deliver);
        var issue = gitHub.Issue(request.Repository, request.Number);
        return Answer(request.Change switch
        {
            "edit" => gitHub.Edit(by, issue, request.Title, request.Body, deliver),
            "label" => gitHub.Label(by, issue, Value(request, "a label"), deliver),
            "unlabel" => gitHub.Unlabel(by, issue, Value(request, "a label"), deliver),
            "assign" => gitHub.Assign(by, issue, By(Value(request, "a person")), deliver),
            "unassign" => gitHub.Unassign(by, issue, By(Value(request, "a person")), deliver),
            "milestone" => gitHub.Milestone(by, issue, Value(request, "a milestone"), deliver),
            "demilestone" => gitHub.Demilestone(by, issue, deliver),
            "close" => gitHub.Close(by, issue, request.Value ?? "completed", deliver),
            "reopen" => gitHub.Reopen(by, issue, deliver),
            "lock" => gitHub.Lock(by, issue, request.Value, deliver),
            "unlock" => gitHub.Unlock(by, issue, deliver),
            "pin" => gitHub.Pin(by, issue, deliver),
            "unpin" => gitHub.Unpin(by, issue, deliver),
            "transfer" => gitHub.Transfer(by, issue, Value(request, "a repository"), deliver),
            "delete" => gitHub.Delete(by, issue, deliver),
            _ => throw new ArgumentException($"GitHub knows no change called {request.Change}.", nameof(request)),
        });
    }

    private static Person By(string who) => SlackControls.Person(who);

    private static GitHubComment Known(GitHubStandIn gitHub, long id) =>
        gitHub.State.Comment(id) ?? throw new ArgumentException($"No comment {id}: it may have been deleted.", nameof(id));

    private static string Value(ChangeRequest request, string what) =>
        string.IsNullOrWhiteSpace(request.Value) ? throw new ArgumentException($"Name {what}.", nameof(request)) : request.Value;

    private static JsonObject Answer(GitHubIssue issue) => new() { ["repository"] = issue.Repository, ["number"] = issue.Number };
}
