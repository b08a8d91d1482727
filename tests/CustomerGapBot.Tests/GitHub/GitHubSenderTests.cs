using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using CustomerGapBot.Delivery;
using CustomerGapBot.GitHub;
using Microsoft.Extensions.Logging;

namespace CustomerGapBot.Tests.GitHub;

internal sealed class GitHubSenderTests
{
    private const string Token = "github_pat_never_to_be_seen";
    private const string Repository = "acme/feedback";

    private readonly ManualTimeProvider clock = new();
    private readonly Lines log = new();

    [Test]
    public async Task A_question_is_asked_as_GitHub_wants_it_and_answered()
    {
        var github = Answering(200, """{"number":12}""", ("Date", "Sun, 22 Nov 2026 08:59:58 GMT"));

        var answer = Answer(await AskAsync(github));

        Assert.That(answer, Is.EqualTo(new GitHubAnswer(200, new DateTimeOffset(2026, 11, 22, 8, 59, 58, TimeSpan.Zero), """{"number":12}""")));
        var request = github.Last!;
        Assert.That((request.Method, request.RequestUri), Is.EqualTo((HttpMethod.Get, new Uri("https://api.github.com/repos/acme/feedback/issues/12"))));
        Assert.That($"{request.Headers.Authorization}", Is.EqualTo($"Bearer {Token}"));
        Assert.That($"{request.Headers.Accept}", Is.EqualTo("application/vnd.github+json"));
        Assert.That(request.Headers.GetValues("X-GitHub-Api-Version"), Is.EqualTo(["2022-11-28"]));
        Assert.That($"{request.Headers.UserAgent}", Does.Match(@"^CustomerGapBot/\d+\.\d+\.\d+$"));
    }

    [TestCase(404)]
    [TestCase(410)]
    [TestCase(451)]
    public async Task That_a_thing_is_not_there_is_an_answer_too(int status) =>
        Assert.That(Answer(await AskAsync(Answering(status, """{"message":"gone"}"""))).Status, Is.EqualTo(status));

    [Test]
    public async Task An_unknown_token_stops_everything_and_says_how_to_mend_it()
    {
        var outcome = await AskAsync(Answering(401, """{"message":"Bad credentials"}"""));

        Assert.That(outcome, Is.TypeOf<Outcome.Down>());
        Assert.That($"{outcome}", Does.Contain("GitHub:Token").And.Not.Contain(Token));
    }

    [TestCase(403)]
    [TestCase(429)]
    public async Task A_limit_that_names_its_wait_is_waited_for(int status) =>
        Assert.That(Later(await AskAsync(Answering(status, "{}", ("Retry-After", "37")))), Is.EqualTo((37.0, Hold.Kind)));

    [Test]
    public async Task A_wait_until_a_moment_is_counted_by_GitHubs_own_clock() =>
        Assert.That(
            Later(await AskAsync(Answering(429, "{}", ("Date", "Sun, 22 Nov 2026 12:00:00 GMT"), ("Retry-After", "Sun, 22 Nov 2026 12:00:20 GMT")))),
            Is.EqualTo((20.0, Hold.Kind)));

    [TestCase(403)]
    [TestCase(429)]
    public async Task A_used_up_hour_is_waited_out_and_a_second_more(int status)
    {
        var reset = ManualTimeProvider.Start.AddMinutes(5).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        var outcome = await AskAsync(Answering(status, "{}", ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", reset)));

        Assert.That(Later(outcome), Is.EqualTo((301.0, Hold.Kind)));
    }

    [TestCase("0", 1)]
    [TestCase("99999999999999999", 7200)]
    [TestCase("soon", 60)]
    public async Task A_reset_that_makes_no_sense_is_bounded(string reset, double seconds) =>
        Assert.That(
            Later(await AskAsync(Answering(403, "{}", ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", reset)))),
            Is.EqualTo((seconds, Hold.Kind)));

    [TestCase(403, """{"message":"You have exceeded a secondary rate limit."}""")]
    [TestCase(403, """{"message":"Secondary Rate limit, wait"}""")]
    [TestCase(429, "{}")]
    public async Task A_secondary_limit_is_given_a_minute(int status, string body) =>
        Assert.That(Later(await AskAsync(Answering(status, body, ("x-ratelimit-remaining", "4000")))), Is.EqualTo((60.0, Hold.Kind)));

    [Test]
    public async Task A_missing_permission_closes_the_repository_and_names_what_is_missing()
    {
        var outcome = await AskAsync(Answering(403, """{"message":"Resource not accessible by personal access token"}""", ("x-ratelimit-remaining", "4999")));

        Assert.That(outcome, Is.TypeOf<Outcome.Closed>());
        Assert.That($"{outcome}", Does.Contain("Issues (read)"));
    }

    [Test]
    public async Task Single_sign_on_closes_the_repository_and_says_where_to_authorise()
    {
        var outcome = await AskAsync(Answering(403, "{}", ("x-github-sso", "required; url=https://github.com/orgs/acme/sso?x=1")));

        Assert.That(outcome, Is.TypeOf<Outcome.Closed>());
        Assert.That($"{outcome}", Does.Contain("single sign-on"));
    }

    [TestCase(422)]
    [TestCase(400)]
    [TestCase(304)]
    [TestCase(204)]
    public async Task What_will_never_be_answered_is_set_aside(int status) =>
        Assert.That(await AskAsync(Answering(status, "")), Is.TypeOf<Outcome.Refused>());

    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    [TestCase(408)]
    public async Task Trouble_is_tried_again_soon(int status) =>
        Assert.That(Later(await AskAsync(Answering(status, "<html>"))), Is.EqualTo((10.0, Hold.Lane)));

    [TestCase(HttpRequestError.ConnectionError)]
    [TestCase(HttpRequestError.NameResolutionError)]
    [TestCase(HttpRequestError.SecureConnectionError)]
    public async Task What_cannot_be_reached_is_held_as_a_whole(HttpRequestError error) =>
        Assert.That(Later(await AskAsync(Failing(new HttpRequestException(error, Token)))), Is.EqualTo((10.0, Hold.Kind)));

    [Test]
    public async Task A_connection_that_breaks_is_tried_again()
    {
        Assert.That(Later(await AskAsync(Failing(new HttpRequestException(HttpRequestError.ResponseEnded)))), Is.EqualTo((10.0, Hold.Lane)));
        Assert.That(Later(await AskAsync(Failing(new IOException("reset")))), Is.EqualTo((10.0, Hold.Lane)));
    }

    [Test]
    public async Task Silence_is_broken_off_after_fifteen_seconds()
    {
        var github = new PretendGitHub(async (_, ct) =>
        {
            var silence = Task.Delay(Timeout.Infinite, ct);
            clock.Advance(GitHubClient.Patience);
            await silence;
            throw new UnreachableException();
        });

        Assert.That(Later(await AskAsync(github)), Is.EqualTo((10.0, Hold.Lane)));
    }

    [Test]
    public void A_stop_is_no_answer()
    {
        using var stop = new CancellationTokenSource();
        var github = new PretendGitHub(async (_, ct) =>
        {
            await stop.CancelAsync();
            ct.ThrowIfCancellationRequested();
            throw new UnreachableException();
        });

        Assert.That(async () => await Sender(github).SendAsync(Asking(Issue), stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task An_answer_of_one_MiB_is_read_and_a_longer_one_is_set_aside()
    {
        Assert.That(Answer(await AskAsync(Answering(200, new string('x', GitHubClient.LongestAnswer)))).Body, Has.Length.EqualTo(GitHubClient.LongestAnswer));
        Assert.That(await AskAsync(Answering(200, new string('x', GitHubClient.LongestAnswer + 1))), Is.TypeOf<Outcome.Refused>());
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(307)]
    [TestCase(308)]
    public async Task What_has_moved_is_followed_with_the_token(int status)
    {
        var github = Redirecting(status, "/repositories/7/issues/3", times: 1);

        Assert.That(Answer(await AskAsync(github)).Status, Is.EqualTo(200));
        Assert.That(github.Asked[1], Is.EqualTo((new Uri("https://api.github.com/repositories/7/issues/3"), (string?)$"Bearer {Token}")));
    }

    [Test]
    public async Task The_token_does_not_go_to_another_host()
    {
        var github = Redirecting(301, "https://elsewhere.example/repositories/7/issues/3", times: 1);

        Assert.That(Answer(await AskAsync(github)).Status, Is.EqualTo(200));
        Assert.That(github.Asked[1], Is.EqualTo((new Uri("https://elsewhere.example/repositories/7/issues/3"), (string?)null)));
    }

    [Test]
    public async Task Three_redirects_are_followed_and_not_a_fourth()
    {
        Assert.That(await AskAsync(Redirecting(302, "/again", times: 3)), Is.TypeOf<Outcome.Delivered>());

        var endless = Redirecting(302, "/again", times: 4);
        Assert.That(await AskAsync(endless), Is.TypeOf<Outcome.Refused>());
        Assert.That(endless.Asked, Has.Count.EqualTo(4));
    }

    [TestCase("http://api.github.com/repositories/7")]
    [TestCase("file:///etc/passwd")]
    public async Task A_redirect_to_less_than_https_is_not_followed(string location)
    {
        var github = Redirecting(301, location, times: 1);

        Assert.That(await AskAsync(github), Is.TypeOf<Outcome.Refused>());
        Assert.That(github.Asked, Has.Count.EqualTo(1));
    }

    [TestCase("https://elsewhere.example/repos/acme/feedback")]
    [TestCase("//elsewhere.example/repos/acme/feedback")]
    [TestCase(@"\\elsewhere.example\repos")]
    [TestCase("https://api.github.com@elsewhere.example/")]
    [TestCase("file:///etc/passwd")]
    [TestCase("http://api.github.com/repos/acme/feedback")]
    [TestCase("https://api.github.com:444/repos/acme/feedback")]
    public async Task A_path_that_leads_elsewhere_is_refused_unasked(string path)
    {
        var github = Answering(200, "{}");

        Assert.That(await Sender(github).SendAsync(Asking(new GitHubQuestion(path).ToJson()), default), Is.TypeOf<Outcome.Refused>());
        Assert.That(github.Asked, Is.Empty);
    }

    [TestCase("../../login")]
    [TestCase("%2e%2e/%2e%2e/login")]
    [TestCase("/login")]
    public async Task A_path_that_climbs_out_of_an_enterprise_API_is_refused(string path)
    {
        var github = Answering(200, "{}");
        var sender = Sender(github, "https://ghes.example/api/v3/");

        Assert.That(await sender.SendAsync(Asking(new GitHubQuestion(path).ToJson()), default), Is.TypeOf<Outcome.Refused>());
        Assert.That(github.Asked, Is.Empty);
    }

    [Test]
    public async Task An_enterprise_API_is_asked_below_its_path()
    {
        var github = Answering(200, "{}");

        await Sender(github, "https://ghes.example/api/v3").SendAsync(Asking(Issue), default);

        Assert.That(github.Asked.Single().Address, Is.EqualTo(new Uri("https://ghes.example/api/v3/repos/acme/feedback/issues/12")));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"path":null}""")]
    public async Task What_is_no_question_is_set_aside(string body) =>
        Assert.That(await Sender(Answering(200, "{}")).SendAsync(Asking(body), default), Is.TypeOf<Outcome.Refused>());

    [TestCase(Kinds.Post)]
    [TestCase(Kinds.Edit)]
    public async Task Nothing_is_written_to_GitHub(string kind) =>
        Assert.That(await Sender(Answering(200, "{}")).SendAsync(Asking(Issue) with { Kind = kind }, default), Is.TypeOf<Outcome.Refused>());

    [Test]
    public async Task A_parked_repository_opens_when_GitHub_shows_it()
    {
        var github = Answering(200, "{}");

        Assert.That(await Sender(github).ProbeAsync(Repository, default), Is.TypeOf<Outcome.Delivered>());
        Assert.That(github.Asked.Single().Address, Is.EqualTo(new Uri("https://api.github.com/repos/acme/feedback")));
        Assert.That(await Sender(Answering(404, "{}")).ProbeAsync(Repository, default), Is.TypeOf<Outcome.Closed>());
        Assert.That(await Sender(Answering(403, "{}")).ProbeAsync(Repository, default), Is.TypeOf<Outcome.Closed>());
        Assert.That(await Sender(Answering(401, "{}")).ProbeAsync(Repository, default), Is.TypeOf<Outcome.Down>());
        Assert.That(await Sender(Answering(200, "{}")).ProbeAsync("../user", default), Is.TypeOf<Outcome.Closed>());
    }

    [Test]
    public async Task A_question_leaves_nothing_to_find_fold_or_digest()
    {
        var sender = Sender(Answering(200, "{}"));

        Assert.That(await sender.FindAsync(Asking(Issue), default), Is.TypeOf<Outcome.Gone>());
        Assert.That(sender.Fold([Issue, Issue]), Is.Null);
        Assert.That(() => sender.Digest([], 0), Throws.InstanceOf<UnreachableException>());
        Assert.That(sender.Budgets, Is.EqualTo([new Budget("ask", 600, TimeSpan.FromMinutes(1))]));
    }

    [Test]
    public async Task The_log_names_GitHubs_request_and_never_the_token()
    {
        await AskAsync(Answering(500, "{}", ("x-github-request-id", "AB12:34CD")));
        await AskAsync(Failing(new HttpRequestException(HttpRequestError.ConnectionError, Token)));

        Assert.That(log.Written, Has.Some.Contains("AB12:34CD"));
        Assert.That(log.Written, Has.None.Contains(Token));
    }

    [TestCase("acme/feedback", true)]
    [TestCase("Acme-2/.github", true)]
    [TestCase("octo_acme/a.b_c-d", true)]
    [TestCase("acme", false)]
    [TestCase("acme/", false)]
    [TestCase("acme/..", false)]
    [TestCase("acme/.", false)]
    [TestCase("../feedback", false)]
    [TestCase("acme/feedback/issues", false)]
    [TestCase("acme/feed back", false)]
    [TestCase("acme/feedback?x", false)]
    [TestCase("acme/feedback\n", false)]
    public void A_question_is_made_only_from_a_repositorys_name(string name, bool isOne)
    {
        Assert.That(GitHubQuestion.IsRepository(name), Is.EqualTo(isOne));
        if (!isOne) Assert.That(() => GitHubQuestion.OfIssue(name, 1), Throws.ArgumentException);
    }

    [Test]
    public void Questions_are_written_as_they_are_stored()
    {
        Assert.That(GitHubQuestion.OfIssue(Repository, 12).ToJson(), Is.EqualTo("""{"path":"repos/acme/feedback/issues/12"}"""));
        Assert.That(GitHubQuestion.OfComment(Repository, 9000000001).Path, Is.EqualTo("repos/acme/feedback/issues/comments/9000000001"));
        Assert.That(() => GitHubQuestion.OfIssue(Repository, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static string Issue => GitHubQuestion.OfIssue(Repository, 12).ToJson();

    private static Sending Asking(string body) => new(1, Repository, Kinds.Ask, "mark", body, null, null, ManualTimeProvider.Start);

    private Task<Outcome> AskAsync(PretendGitHub github) => Sender(github).SendAsync(Asking(Issue), default);

    private GitHubSender Sender(PretendGitHub github, string api = "") =>
        new(new GitHubClient(new HttpClient(github), new GitHubOptions { Token = Token, ApiUrl = api }, clock, log), clock);

    private static PretendGitHub Answering(int status, string body, params (string Name, string Value)[] headers) =>
        new((_, _) => Task.FromResult(Response(status, body, headers)));

    private static PretendGitHub Failing(Exception failure) => new((_, _) => Task.FromException<HttpResponseMessage>(failure));

    private static PretendGitHub Redirecting(int status, string location, int times) =>
        new((_, _) => Task.FromResult(times-- > 0 ? Response(status, "", [("Location", location)]) : Response(200, "{}", [])));

    private static HttpResponseMessage Response(int status, string body, (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    private static GitHubAnswer Answer(Outcome outcome) => GitHubAnswer.Parse(((Outcome.Delivered)outcome).Receipt);

    private static (double Seconds, Hold Hold) Later(Outcome outcome) =>
        outcome is Outcome.TryLater(var after, _, var hold) ? (after.TotalSeconds, hold) : throw new AssertionException($"{outcome}");

    private sealed class Lines : ILogger<GitHubClient>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add($"{formatter(state, exception)} {exception}");
    }
}
