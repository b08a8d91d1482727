using System.Net.Http.Headers;
using System.Text;
using CustomerGapBot.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CustomerGapBot.Benchmarks;

/// <summary>Signed deliveries through the GitHub door into the inbox, and the same requests at a server that does nothing with them.</summary>
internal static class Doors
{
    private const int Deliveries = 1000;
    private const int AtOnce = 32;

    private static readonly byte[] Body = Encoding.UTF8.GetBytes($$"""{"action":"created","padding":"{{new string('x', 8000)}}"}""");

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("customergap-").FullName;
        await using (var outside = await StandIns.StartAsync(TimeProvider.System))
        await using (var bot = App.Build(Builder(outside.Settings.Append(new("Storage:ConnectionString", $"Data Source={folder}/bot.db")))))
        await using (var bare = Builder([]).Build())
        {
            bare.MapPost("/github/webhooks", () => 202);
            await bot.StartAsync();
            await bare.StartAsync();
            var signature = Signing.GitHub(outside.Settings["GitHub:WebhookSecrets:0"]!, Body);
            using var http = new HttpClient();
            Task KnockAsync(WebApplication app) => Parallel.ForEachAsync(Enumerable.Range(0, Deliveries), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (_, ct) => (await http.SendAsync(Delivery(app, signature), ct)).EnsureSuccessStatusCode());
            await Rounds.CompareAsync("Deliveries", Deliveries, ("bare Kestrel", () => KnockAsync(bare)), ("verified and durable", () => KnockAsync(bot)));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static WebApplicationBuilder Builder(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings.Append(new("urls", "http://127.0.0.1:0")));
        return builder;
    }

    private static HttpRequestMessage Delivery(WebApplication app, string signature) => new(HttpMethod.Post, $"{app.Urls.First()}/github/webhooks")
    {
        Content = new ByteArrayContent(Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        Headers = { { "X-GitHub-Event", "issues" }, { "X-GitHub-Delivery", $"{Guid.NewGuid()}" }, { "X-Hub-Signature-256", signature }, { "X-GitHub-Hook-ID", "1" } },
    };
}
