using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CustomerGapBot.Delivery;
using CustomerGapBot.GitHub;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerGapBot.Tests.GitHub;

/// <summary>GitHub's door alone, on a real Kestrel, with an inbox that does what the test says.</summary>
internal sealed class DoorHost : IAsyncDisposable
{
    public const string Secret = "between us";

    private readonly WebApplication app;
    private readonly HttpClient http = new();

    private DoorHost(string[] secrets)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
            secrets.Select((secret, i) => KeyValuePair.Create<string, string?>($"GitHub:WebhookSecrets:{i}", secret)));
        builder.Services.AddGitHub(builder.Configuration);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<Keep>(KeepAsync);
        builder.Services.AddDoorLimits();

        app = builder.Build();
        app.UseRateLimiter();
        app.MapGitHub().OnEvent("issues").OnEvent("issue_comment");
    }

    public List<Arrival> Kept { get; } = [];

    public Func<CancellationToken, Task<Kept>> Inbox { get; set; } = _ => Task.FromResult(Delivery.Kept.Fresh);

    public ManualTimeProvider Clock { get; } = new();

    public IServiceProvider Services => app.Services;

    public static Task<DoorHost> StartAsync() => StartAsync(Secret);

    public static async Task<DoorHost> StartAsync(params string[] secrets)
    {
        var host = new DoorHost(secrets);
        await host.app.StartAsync();
        host.http.BaseAddress = new Uri(host.app.Urls.Single());
        return host;
    }

    public Task<(HttpStatusCode Status, string Words)> DeliverAsync(string json, string @event = "issues", string secret = Secret) =>
        KnockAsync(Signed(Encoding.UTF8.GetBytes(json), "application/json", secret), @event);

    public async Task<(HttpStatusCode Status, string Words)> KnockAsync(
        HttpContent content, string? @event = "issues", string? delivery = "72d3162e-cc78-11e3-81ab-4c9367dc0958")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/github/webhooks") { Content = content };
        if (@event is not null) request.Headers.Add("X-GitHub-Event", @event);
        if (delivery is not null) request.Headers.TryAddWithoutValidation("X-GitHub-Delivery", delivery);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Signed by header of the content, which is where HttpClient lets a test put it beside the body.</summary>
    public static ByteArrayContent Signed(byte[] body, string type, string secret = Secret) => With(Sign.With(secret, body), body, type);

    public static ByteArrayContent With(string? signature, byte[] body, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (signature is not null) content.Headers.Add("X-Hub-Signature-256", signature);
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    private Task<Kept> KeepAsync(Arrival arrival, CancellationToken ct)
    {
        Kept.Add(arrival);
        return Inbox(ct);
    }
}
