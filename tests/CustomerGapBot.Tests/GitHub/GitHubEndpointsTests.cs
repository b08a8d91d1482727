using System.IO.Compression;
using CustomerGapBot.Delivery;
using CustomerGapBot.GitHub;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerGapBot.Tests.GitHub;

/// <summary>What <see cref="GitHubEndpoints.AddGitHub"/> puts together, over real sockets.</summary>
internal sealed class GitHubEndpointsTests
{
    private WebApplication server = null!;
    private ServiceProvider services = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapGet("/api/v3/repos/acme/feedback/issues/12", () => Results.Redirect("/api/v3/repositories/7/issues/3", permanent: true));
        server.MapGet("/api/v3/repositories/7/issues/3", AnswerAsync);
        await server.StartAsync();

        var settings = new ConfigurationBuilder().AddInMemoryCollection(
            [new("GitHub:Token", "between_us"), new("GitHub:ApiUrl", $"{server.Urls.Single()}/api/v3")]).Build();
        var collection = new ServiceCollection().AddSingleton(TimeProvider.System).AddLogging().AddMetrics();
        collection.AddGitHub(settings);
        services = collection.BuildServiceProvider();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await services.DisposeAsync();
        await server.DisposeAsync();
    }

    [Test]
    public async Task A_moved_issue_is_found_and_unpacked()
    {
        var outcome = await AskAsync();

        Assert.That(outcome, Is.TypeOf<Outcome.Delivered>());
        var answer = GitHubAnswer.Parse(((Outcome.Delivered)outcome).Receipt);
        Assert.That((answer.Status, answer.Body), Is.EqualTo((200, """{"number":3,"title":"Bearer between_us"}""")));
        Assert.That(answer.Date, Is.Not.Null);
    }

    [Test]
    public async Task Nobody_at_home_holds_all_questions()
    {
        await server.StopAsync();

        Assert.That(await AskAsync(), Is.TypeOf<Outcome.TryLater>().With.Property(nameof(Outcome.TryLater.Hold)).EqualTo(Hold.Kind));
    }

    private Task<Outcome> AskAsync() => services.GetServices<ISender>().Single(sender => sender.Service == "github").SendAsync(
        new Sending(1, "acme/feedback", Kinds.Ask, "mark", GitHubQuestion.OfIssue("acme/feedback", 12).ToJson(), null, null, HeldClock.Start), default);

    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.ContentEncoding = "gzip";
        await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        await using var writer = new StreamWriter(packed, leaveOpen: true);
        await writer.WriteAsync($$"""{"number":3,"title":"{{context.Request.Headers.Authorization}}"}""");
    }
}
