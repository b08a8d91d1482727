using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>GitHub's REST API as callers meet it: docs.github.com REST, version 2022-11-28. Paths come as <c>/repos/…</c> or <c>/repositories/{id}/…</c>.</summary>
internal sealed class GitHubDoor(GitHubStandIn gitHub, TimeProvider clock, string token, Uri address)
{
    private const int HourlyLimit = 5_000;
    private const int LongestBody = 65_536;

    private readonly Lock gate = new();
    private DateTimeOffset windowEnds;
    private int used;
    private long requests;

    private GitHubState State => gitHub.State;

    public ApiAnswer Answer(ApiRequest request)
    {
        if (string.IsNullOrEmpty(request.Http.Headers.UserAgent))
            return With(Problem(403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header."));
        if (Token(request.Http) != token) return With(Problem(401, "Bad credentials"));
        if (request.Http.Headers["X-GitHub-Api-Version"] is [{ } version] && version is not ("2022-11-28" or "2026-03-10"))
            return With(Problem(410, $"API version {version} is not supported"));
        var answer = Conditional(request.Http, Route(request));
        return Spend(answer.Status == 304 ? 0 : 1) ? With(answer) : With(Problem(403, "API rate limit exceeded for user ID 1007."));
    }

    public ApiAnswer Refuse(Fault fault) => With(fault.Kind switch
    {
        FaultKind.Error when int.TryParse(fault.Error, out var status) => Problem(status, $"Trouble on request: {status}"),
        FaultKind.Error => Invalid("Issue", "body", fault.Error),
        FaultKind.TooMany => RetryAfter(Problem(429, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."), fault.Span),
        _ => Problem(fault.Status, "Server Error"),
    });

    private static string? Token(HttpRequest http)
    {
        var header = $"{http.Headers.Authorization}";
        return header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..]
            : header.StartsWith("token ", StringComparison.Ordinal) ? header["token ".Length..]
            : null;
    }

    private ApiAnswer Route(ApiRequest request)
    {
        var path = request.Http.Path.Value!["/github/api/".Length..].Trim('/').Split('/');
        var (repository, rest) = path switch
        {
            ["repos", var owner, var name, .. var more] => (State.Repository($"{owner}/{name}"), more),
            ["repositories", var id, .. var more] => (State.Repositories.FirstOrDefault(known => known.Id.ToString(CultureInfo.InvariantCulture) == id), more),
            _ => (null, []),
        };
        if (path is ["user"]) return Json(gitHub.Payloads.User(Cast.GapBot));
        if (path is ["rate_limit"]) return Json(new JsonObject { ["resources"] = new JsonObject { ["core"] = new JsonObject { ["limit"] = HourlyLimit } } });
        if (repository is null) return NotFound();
        return (request.Http.Method, rest) switch
        {
            ("GET", []) => Json(gitHub.Payloads.Repository(repository)),
            ("GET", ["issues"]) => Issues(request.Http, repository),
            ("GET", ["issues", "comments"]) => Comments(request.Http, repository),
            ("GET", ["issues", "comments", var id]) => Comment(repository, id),
            ("GET", ["issues", var number]) => OfIssue(repository, number, "", issue => Json(Full(issue))),
            ("GET", ["issues", var number, "comments"]) => OfIssue(repository, number, "/comments", issue => Comments(request.Http, repository, issue)),
            ("POST", ["issues", var number, "comments"]) => OfIssue(repository, number, "/comments", issue => AddComment(request, issue)),
            _ => NotFound(),
        };
    }

    private ApiAnswer Issues(HttpRequest http, GitHubRepository repository)
    {
        var state = Query(http, "state", "open");
        var sort = Query(http, "sort", "created");
        if (state is not ("open" or "closed" or "all")) return Invalid("Issue", "state", "invalid");
        if (sort is not ("created" or "updated" or "comments")) return Invalid("Issue", "sort", "invalid");
        var labels = Query(http, "labels", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var since = Since(http);
        var found = State.Issues.Where(issue => issue.Repository == repository.FullName
            && (state == "all" || issue.State == state)
            && (since is null || issue.UpdatedAt >= since)
            && labels.All(label => issue.Labels.Any(has => has.Name.Equals(label, StringComparison.OrdinalIgnoreCase))));
        var sorted = Sort(http, "desc", found, issue => sort switch
        {
            "updated" => issue.UpdatedAt.ToUnixTimeSeconds(),
            "comments" => issue.Comments,
            _ => issue.CreatedAt.ToUnixTimeSeconds(),
        }, issue => issue.Number);
        return Page(http, repository, "issues", sorted, gitHub.Payloads.Issue);
    }

    private ApiAnswer Comments(HttpRequest http, GitHubRepository repository)
    {
        var issues = State.Issues.Where(issue => issue.Repository == repository.FullName).ToDictionary(issue => issue.Id);
        var since = Since(http);
        var updated = Query(http, "sort", "created") == "updated";
        var found = State.Comments.Where(comment => issues.ContainsKey(comment.IssueId) && (since is null || comment.UpdatedAt >= since));
        var sorted = Sort(http, http.Query.ContainsKey("sort") ? "desc" : "asc", found,
            comment => (updated ? comment.UpdatedAt : comment.CreatedAt).ToUnixTimeSeconds(), comment => comment.Id);
        return Page(http, repository, "issues/comments", sorted, comment => gitHub.Payloads.Comment(issues[comment.IssueId], comment));
    }

    private ApiAnswer Comments(HttpRequest http, GitHubRepository repository, GitHubIssue issue)
    {
        var since = Since(http);
        var found = State.Comments.Where(comment => comment.IssueId == issue.Id && (since is null || comment.UpdatedAt >= since)).ToList();
        return Page(http, repository, $"issues/{issue.Number}/comments", found, comment => gitHub.Payloads.Comment(issue, comment));
    }

    private ApiAnswer Comment(GitHubRepository repository, string id)
    {
        if (!long.TryParse(id, out var number) || State.Comment(number) is not { } comment) return NotFound();
        var issue = State.Issue(comment.IssueId)!;
        return issue.Repository == repository.FullName ? Json(gitHub.Payloads.Comment(issue, comment)) : NotFound();
    }

    private ApiAnswer AddComment(ApiRequest request, GitHubIssue issue)
    {
        if (Body(request.Body) is not { Length: > 0 } body) return Invalid("IssueComment", "body", "missing_field");
        if (body.Length > LongestBody) return Invalid("IssueComment", "body", "custom", $"body is too long (maximum is {LongestBody} characters)");
        if (issue.Locked) return Problem(403, "Unable to create comment because issue is locked.");
        var comment = gitHub.Comment(Cast.GapBot, issue, body);
        var answer = Json(gitHub.Payloads.Comment(issue, comment)) with { Status = 201 };
        answer.Headers["Location"] = $"{address}github/api/repos/{issue.Repository}/issues/comments/{comment.Id}";
        return answer;
    }

    private ApiAnswer OfIssue(GitHubRepository repository, string number, string rest, Func<GitHubIssue, ApiAnswer> answer)
    {
        if (!int.TryParse(number, out var wanted)) return NotFound();
        if (State.Issue(repository.FullName, wanted) is { } issue) return answer(issue);
        if (State.IsDeleted(repository.FullName, wanted)) return Problem(410, "This issue was deleted");
        if (State.MovedTo(repository.FullName, wanted) is not { } moved) return NotFound();

        var url = $"{address}github/api/repositories/{State.Repository(moved.Repository)!.Id}/issues/{moved.Number}{rest}";
        var redirect = new ApiAnswer(301, new JsonObject { ["message"] = "Moved Permanently", ["url"] = url, ["documentation_url"] = Documentation }.ToJsonString());
        redirect.Headers["Location"] = url;
        return redirect;
    }

    private JsonObject Full(GitHubIssue issue)
    {
        var json = gitHub.Payloads.Issue(issue);
        json["closed_by"] = issue.ClosedBy is { } by ? gitHub.Payloads.User(by) : null;
        return json;
    }

    private static List<T> Sort<T>(HttpRequest http, string otherwise, IEnumerable<T> items, Func<T, long> key, Func<T, long> tie) =>
        Query(http, "direction", otherwise) == "asc" ? [.. items.OrderBy(key).ThenBy(tie)] : [.. items.OrderByDescending(key).ThenByDescending(tie)];

    /// <summary>Pages through <c>Link</c>, whose addresses are of the <c>/repositories/{id}</c> form.</summary>
    private ApiAnswer Page<T>(HttpRequest http, GitHubRepository repository, string rest, IReadOnlyList<T> all, Func<T, JsonObject> shape)
    {
        var size = Math.Clamp(Number(http, "per_page", 30), 1, 100);
        var page = Math.Max(1, Number(http, "page", 1));
        var last = Math.Max(1, (all.Count + size - 1) / size);
        var answer = Json(new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(shape)]));
        List<string> links = [];
        if (page > 1) links.AddRange([Link(page - 1, "prev"), Link(1, "first")]);
        if (page < last) links.AddRange([Link(page + 1, "next"), Link(last, "last")]);
        if (links.Count > 0) answer.Headers["Link"] = string.Join(", ", links);
        return answer;

        string Link(int to, string relation)
        {
            var query = http.Query.Where(pair => pair.Key != "page").Select(pair => $"{pair.Key}={Uri.EscapeDataString($"{pair.Value}")}").Append($"page={to}");
            return $"<{address}github/api/repositories/{repository.Id}/{rest}?{string.Join('&', query)}>; rel=\"{relation}\"";
        }
    }

    private const string Documentation = "https://docs.github.com/rest";

    private static string Query(HttpRequest http, string name, string otherwise) => http.Query[name] is [{ Length: > 0 } value, ..] ? value : otherwise;

    private static int Number(HttpRequest http, string name, int otherwise) => int.TryParse(Query(http, name, ""), out var number) ? number : otherwise;

    private static DateTimeOffset? Since(HttpRequest http) =>
        DateTimeOffset.TryParse(Query(http, "since", ""), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since) ? since : null;

    private static string? Body(string json)
    {
        try
        {
            return JsonElement.Parse(json).TryGetProperty("body", out var body) ? body.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ApiAnswer Json(JsonNode node) => new(200, node.ToJsonString());

    private static ApiAnswer NotFound() => Problem(404, "Not Found");

    private static ApiAnswer Problem(int status, string message) =>
        new(status, new JsonObject { ["message"] = message, ["documentation_url"] = Documentation, ["status"] = $"{status}" }.ToJsonString(), message);

    private static ApiAnswer Invalid(string resource, string field, string code, string? message = null)
    {
        var error = new JsonObject { ["resource"] = resource, ["field"] = field, ["code"] = code };
        if (message is not null) error["message"] = message;
        var body = new JsonObject { ["message"] = "Validation Failed", ["errors"] = new JsonArray(error), ["documentation_url"] = Documentation, ["status"] = "422" };
        return new(422, body.ToJsonString(), code);
    }

    private static ApiAnswer RetryAfter(ApiAnswer answer, TimeSpan span)
    {
        answer.Headers["Retry-After"] = Math.Ceiling(span.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return answer;
    }

    private static ApiAnswer Conditional(HttpRequest http, ApiAnswer answer)
    {
        if (answer.Status != 200) return answer;
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(answer.Body)))}\"";
        answer.Headers["ETag"] = tag;
        return $"{http.Headers.IfNoneMatch}".Replace("W/", "", StringComparison.Ordinal) == tag ? answer with { Status = 304, Body = "" } : answer;
    }

    private bool Spend(int cost)
    {
        lock (gate)
        {
            Renew();
            if (used + cost > HourlyLimit) return false;
            used += cost;
            return true;
        }
    }

    private void Renew()
    {
        if (clock.GetUtcNow() < windowEnds) return;
        windowEnds = clock.GetUtcNow() + TimeSpan.FromHours(1);
        used = 0;
    }

    private ApiAnswer With(ApiAnswer answer)
    {
        lock (gate)
        {
            Renew();
            answer.Headers["x-ratelimit-limit"] = $"{HourlyLimit}";
            answer.Headers["x-ratelimit-remaining"] = $"{HourlyLimit - used}";
            answer.Headers["x-ratelimit-used"] = $"{used}";
            answer.Headers["x-ratelimit-reset"] = windowEnds.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            answer.Headers["x-ratelimit-resource"] = "core";
            answer.Headers["x-github-request-id"] = $"SANDBOX:{++requests}";
        }

        return answer;
    }
}
