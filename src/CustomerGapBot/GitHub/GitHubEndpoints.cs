using System.Net;
using CustomerGapBot.Delivery;
using CustomerGapBot.Settings;

namespace CustomerGapBot.GitHub;

/// <summary>What GitHub brings into the program, and the door it opens.</summary>
internal static class GitHubEndpoints
{
    public static void AddGitHub(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<GitHubOptions>(configuration);
        services.AddSingleton<GitHubSignature>();
        services.AddSingleton<GitHubRoutes>();
        services.AddSingleton<Keep>(provider => provider.GetRequiredService<Inbox>().KeepAsync);
        services.AddSingleton<GitHubDoor>();
        services.AddKeyedSingleton(GitHubClient.Http, (_, _) => NewHttp());
        services.AddSingleton<GitHubClient>();
        services.AddSingleton<ISender, GitHubSender>();
    }

    public static GitHubRoutes MapGitHub(this IEndpointRouteBuilder app)
    {
        app.MapPost("/github/webhooks", (HttpRequest request, GitHubDoor door) => door.ReceiveAsync(request)).RequireRateLimiting(Doors.Policy);
        return app.ServiceProvider.GetRequiredService<GitHubRoutes>();
    }

    private static HttpClient NewHttp() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // GitHubClient follows by itself, so that the token stays with the host it is for
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = GitHubClient.Patience,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        UseCookies = false,
    })
    { Timeout = Timeout.InfiniteTimeSpan };
}
