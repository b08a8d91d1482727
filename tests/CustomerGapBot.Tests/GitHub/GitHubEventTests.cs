using System.Text;
using System.Text.Json.Nodes;
using CustomerGapBot.GitHub;
using FsCheck;
using FsCheck.Fluent;

namespace CustomerGapBot.Tests.GitHub;

internal sealed class GitHubEventTests
{
    private const string Commented = """
        {
          "action": "created",
          "issue": {
            "id": 5000000001, "node_id": "I_kwDOAAA", "number": 12, "title": "Export loses the time zone", "body": "Every *morning*.",
            "html_url": "https://github.com/acme/feedback/issues/12",
            "user": { "login": "alice", "id": 6000000001, "type": "User", "html_url": "https://github.com/alice", "avatar_url": "https://avatars.example/1" },
            "labels": [ { "id": 7000000001, "name": "area:export", "color": "0e8a16" }, { "id": 7000000002, "name": "sev2", "color": "d93f0b" } ],
            "assignees": [ { "login": "bob", "id": 2, "type": "User" } ],
            "milestone": { "id": 3, "number": 1, "title": "2027.1", "html_url": "https://github.com/acme/feedback/milestone/1" },
            "state": "closed", "state_reason": "not_planned", "locked": true, "active_lock_reason": "too heated", "comments": 4,
            "reactions": { "total_count": 9, "+1": 7, "-1": 0, "heart": 2 },
            "created_at": "2026-11-20T08:00:00Z", "updated_at": "2026-11-21T09:30:00Z", "closed_at": "2026-11-21T09:29:59Z",
            "type": { "id": 8, "name": "Bug", "color": "red" }, "author_association": "MEMBER", "performed_via_github_app": null, "draft": false
          },
          "comment": {
            "id": 9000000001, "node_id": "IC_kwDOAAA", "body": "Here too.", "html_url": "https://github.com/acme/feedback/issues/12#issuecomment-9000000001",
            "issue_url": "https://api.github.com/repos/acme/feedback/issues/12",
            "user": { "login": "carol", "id": 3, "type": "User" }, "created_at": "2026-11-21T09:30:00Z", "updated_at": "2026-11-21T09:30:00Z",
            "reactions": { "total_count": 0, "+1": 0 }, "author_association": "NONE",
            "performed_via_github_app": { "id": 15, "slug": "acme-desk", "name": "Acme Desk" }
          },
          "changes": { "title": { "from": "Export is wrong" }, "body": { "from": "Sometimes." } },
          "label": { "id": 7000000001, "name": "area:export", "color": "0e8a16" },
          "assignee": { "login": "bob", "id": 2, "type": "User" },
          "milestone": { "id": 3, "number": 1, "title": "2027.1" },
          "repository": { "id": 10, "node_id": "R_1", "name": "feedback", "full_name": "acme/feedback", "html_url": "https://github.com/acme/feedback", "private": true },
          "sender": { "login": "carol", "id": 3, "type": "User" },
          "installation": { "id": 77, "node_id": "MDIz" }
        }
        """;

    [Test]
    public void Everything_that_is_shown_is_read()
    {
        var told = Parse(Commented);

        Assert.That(told.Action, Is.EqualTo("created"));
        Assert.That(told.Repository, Is.EqualTo(new GitHubRepository(10, "R_1", "feedback", "acme/feedback", "https://github.com/acme/feedback", true)));
        Assert.That(told.Sender?.Login, Is.EqualTo("carol"));
        Assert.That(told.Installation?.Id, Is.EqualTo(77));
        Assert.That(told.Changes?.Title?.From, Is.EqualTo("Export is wrong"));
        Assert.That(told.Changes?.Body?.From, Is.EqualTo("Sometimes."));
        Assert.That((told.Label?.Name, told.Assignee?.Login, told.Milestone?.Title), Is.EqualTo(("area:export", "bob", "2027.1")));
    }

    [Test]
    public void An_issue_is_read_whole()
    {
        var issue = Parse(Commented).Issue!;

        Assert.That((issue.Id, issue.NodeId, issue.Number), Is.EqualTo((5000000001L, "I_kwDOAAA", 12L)));
        Assert.That((issue.Title, issue.Body), Is.EqualTo(("Export loses the time zone", "Every *morning*.")));
        Assert.That(issue.User, Is.EqualTo(new GitHubUser("alice", 6000000001, "User", "https://github.com/alice", "https://avatars.example/1")));
        Assert.That(issue.Labels, Is.EqualTo([new GitHubLabel(7000000001, "area:export", "0e8a16"), new(7000000002, "sev2", "d93f0b")]));
        Assert.That(issue.Assignees?.Select(user => user.Login), Is.EqualTo(["bob"]));
        Assert.That(issue.Milestone, Is.EqualTo(new GitHubMilestone(3, 1, "2027.1", "https://github.com/acme/feedback/milestone/1")));
        Assert.That((issue.State, issue.StateReason), Is.EqualTo(("closed", "not_planned")));
        Assert.That((issue.Locked, issue.ActiveLockReason, issue.Comments), Is.EqualTo(((bool?)true, "too heated", (long?)4)));
        Assert.That(issue.Reactions, Is.EqualTo(new GitHubReactions(9, 7)));
        Assert.That(issue.CreatedAt, Is.EqualTo(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero)));
        Assert.That(issue.UpdatedAt, Is.EqualTo(new DateTimeOffset(2026, 11, 21, 9, 30, 0, TimeSpan.Zero)));
        Assert.That(issue.ClosedAt, Is.EqualTo(new DateTimeOffset(2026, 11, 21, 9, 29, 59, TimeSpan.Zero)));
        Assert.That((issue.Type?.Name, issue.AuthorAssociation), Is.EqualTo(("Bug", "MEMBER")));
        Assert.That((issue.IsPullRequest, issue.IsByBot), Is.EqualTo((false, false)));
    }

    [Test]
    public void A_comment_is_read_whole()
    {
        var comment = Parse(Commented).Comment!;

        Assert.That((comment.Id, comment.Body), Is.EqualTo((9000000001L, "Here too.")));
        Assert.That(comment.IssueUrl, Is.EqualTo("https://api.github.com/repos/acme/feedback/issues/12"));
        Assert.That(comment.PerformedViaGitHubApp, Is.EqualTo(new GitHubApp(15, "acme-desk", "Acme Desk")));
        Assert.That(comment.User?.IsBot, Is.False);
        Assert.That(comment.IsByBot, Is.True);
    }

    [TestCase("""{"login":"dependabot[bot]","type":"Bot"}""", true)]
    [TestCase("""{"login":"renovate[bot]"}""", true)]
    [TestCase("""{"login":"hubot","type":"Bot"}""", true)]
    [TestCase("""{"login":"robot","type":"User"}""", false)]
    [TestCase("""{"login":"acme","type":"Organization"}""", false)]
    [TestCase("null", false)]
    public void Bots_are_known_by_type_or_login(string user, bool bot) =>
        Assert.That(Parse($$"""{"issue":{"user": {{user}} } }""").Issue!.IsByBot, Is.EqualTo(bot));

    [TestCase("""{"issue":{"number":1,"pull_request":{"html_url":"https://github.com/a/b/pull/1","merged_at":null}},"comment":{"id":1}}""", true)]
    [TestCase("""{"action":"milestoned","issue":{"number":1,"pull_request":{}}}""", true)]
    [TestCase("""{"issue":{"number":1,"pull_request":null}}""", false)]
    [TestCase("""{"issue":{"number":1}}""", false)]
    public void A_pull_request_is_told_by_its_key_whatever_the_event(string json, bool expected) =>
        Assert.That(Parse(json).Issue!.IsPullRequest, Is.EqualTo(expected));

    [Test]
    public void What_is_null_is_null()
    {
        var issue = Parse("""{"issue":{"number":1,"user":null,"body":null,"labels":null,"assignees":null,"milestone":null,"closed_at":null,"type":null}}""").Issue!;

        Assert.That(issue, Is.EqualTo(new GitHubIssue { Number = 1 }));
    }

    [Test]
    public void An_edit_may_come_without_a_change() =>
        Assert.That(Parse("""{"action":"edited","changes":{}}""").Changes, Is.EqualTo(new GitHubChanges()));

    [Test]
    public void Both_ends_of_a_transfer_are_read()
    {
        var source = Parse("""{"action":"transferred","changes":{"new_issue":{"number":7},"new_repository":{"full_name":"acme/new"}}}""").Changes!;
        var target = Parse("""{"action":"opened","changes":{"old_issue":{"number":3},"old_repository":{"full_name":"acme/old"}}}""").Changes!;

        Assert.That((source.NewIssue?.Number, source.NewRepository?.FullName), Is.EqualTo(((long?)7, "acme/new")));
        Assert.That((target.OldIssue?.Number, target.OldRepository?.FullName), Is.EqualTo(((long?)3, "acme/old")));
    }

    [Test]
    public void What_has_another_shape_than_expected_counts_as_missing_and_spoils_nothing()
    {
        var told = Parse("""
            {"action":7,"sender":"carol","repository":[1],"changes":[],"milestone":true,
             "issue":{"number":12,"id":"x","title":"Kept","user":[{}],"labels":[null,"bug",{"name":"real","id":1.5}],"assignees":{},"locked":"yes",
                      "comments":{"a":[1]},"reactions":3,"created_at":"yesterday","updated_at":1760000000,"closed_at":1e99,"html_url":[]}}
            """);

        Assert.That(told with { Issue = null }, Is.EqualTo(new GitHubEvent()));
        Assert.That((told.Issue!.Number, told.Issue.Title), Is.EqualTo(((long?)12, "Kept")));
        Assert.That(told.Issue.Labels, Is.EqualTo([new GitHubLabel(null, "real", null)]));
        Assert.That(
            told.Issue with { Labels = null },
            Is.EqualTo(new GitHubIssue { Number = 12, Title = "Kept", UpdatedAt = DateTimeOffset.FromUnixTimeSeconds(1760000000) }));
    }

    [Test]
    public void Half_a_character_spoils_nothing() =>
        Assert.That(Parse("""{"issue":{"number":12,"title":"half \ud83d of one"}}""").Issue?.Title, Does.StartWith("half ").And.EndWith(" of one"));

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"issue\"")]
    [TestCase("{\"action\":")]
    public void What_is_no_event_is_null(string json)
    {
        Assert.That(GitHubEvent.Parse(Encoding.UTF8.GetBytes(json)), Is.Null);
        Assert.That(GitHubIssue.Parse(Encoding.UTF8.GetBytes(json)), Is.Null);
        Assert.That(GitHubComment.Parse(Encoding.UTF8.GetBytes(json)), Is.Null);
    }

    [Test]
    public void An_answer_has_the_same_shape_as_a_webhook()
    {
        Assert.That(GitHubIssue.Parse("""{"number":12,"pull_request":{}}"""u8)?.IsPullRequest, Is.True);
        Assert.That(GitHubComment.Parse("""{"id":9000000001,"body":"Here too."}"""u8)?.Id, Is.EqualTo(9000000001));
    }

    [Test]
    public void Any_one_key_may_be_dropped_nulled_replaced_or_joined_by_others()
    {
        var places = Places(JsonNode.Parse(Commented)!).Count;
        for (var place = 0; place < places; place++)
        {
            for (var mutation = 0; mutation < Mutations.Length; mutation++)
                Assert.That(Read([place * Mutations.Length + mutation]), Is.Not.Null, $"place {place}, mutation {mutation}");
        }
    }

    [Test]
    public void Any_mixture_of_changes_is_read_without_an_exception() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(0, 1_000_000).ArrayOf().ToArbitrary(), picks => Read(picks) is not null));

    private static readonly Action<JsonObject, string>[] Mutations =
    [
        (parent, key) => parent.Remove(key),
        (parent, key) => parent[key] = null,
        (parent, key) => parent[key] = "words",
        (parent, key) => parent[key] = -1.5,
        (parent, key) => parent[key] = true,
        (parent, key) => parent[key] = new JsonArray(null, 1, "x", new JsonObject { ["id"] = new JsonArray() }),
        (parent, key) => parent[key] = new JsonObject { ["id"] = new JsonObject(), ["from"] = 1 },
        (parent, key) => parent[$"{key}_unheard_of"] = new JsonObject { ["a"] = new JsonArray(1, 2) },
    ];

    private static GitHubEvent? Read(int[] picks)
    {
        var payload = JsonNode.Parse(Commented)!;
        foreach (var pick in picks)
        {
            var places = Places(payload);
            if (places.Count == 0) break;
            var (parent, key) = places[pick / Mutations.Length % places.Count];
            Mutations[pick % Mutations.Length](parent, key);
        }

        return GitHubEvent.Parse(Encoding.UTF8.GetBytes(payload.ToJsonString()));
    }

    private static List<(JsonObject Parent, string Key)> Places(JsonNode? node) => node switch
    {
        JsonObject parent => [.. parent.SelectMany(pair => Places(pair.Value).Prepend((parent, pair.Key)))],
        JsonArray items => [.. items.SelectMany(Places)],
        _ => [],
    };

    private static GitHubEvent Parse(string json) => GitHubEvent.Parse(Encoding.UTF8.GetBytes(json))!;
}
