using CustomerGapBot.Delivery;
using CustomerGapBot.Feedback;
using CustomerGapBot.GitHub;
using CustomerGapBot.Health;
using CustomerGapBot.Help;
using CustomerGapBot.IssueRelay;
using CustomerGapBot.Operators;
using CustomerGapBot.Routing;
using CustomerGapBot.Settings;
using CustomerGapBot.Slack;
using CustomerGapBot.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CustomerGapBot;

/// <summary>The table of contents: what the program is made of, each slice named once.</summary>
public static class App
{
    /// <summary>Runs the bot until it is told to stop. 0: stopped; 1: the settings do not do, and every fault was printed with its mend.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = Build(WebApplication.CreateBuilder(args));
        if (Faults(app) is { Count: > 0 } faults)
        {
            await Console.Error.WriteLineAsync($"The settings do not do yet:\n\n{string.Join('\n', faults.Select(fault => $"- {fault}"))}\n\nappsettings.example.json shows each of them.");
            return 1;
        }

        await app.RunAsync();
        return 0;
    }

    /// <summary>Makes the bot from whatever settings and clock the builder holds; the Sandbox and the tests build it so, too.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Add(builder.Services, builder.Configuration);
        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls("http://127.0.0.1:8080");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        var app = builder.Build();
        app.UseRateLimiter();
        Map(app);
        return app;
    }

    /// <summary>Everything that is wrong with the settings, a sentence each with its mend.</summary>
    public static IReadOnlyList<string> Faults(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return [.. app.Services.GetServices<SettingsCheck>().SelectMany(check => check.Faults())];
    }

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddStorage(configuration);
        services.AddDelivery(configuration);
        services.AddSlack(configuration);
        services.AddGitHub(configuration);
        services.AddRouting(configuration);
        services.AddIssueRelay();
        services.AddFeedback(configuration);
        services.AddOperators(configuration);
        services.AddHelp();
        services.AddHealth();
        services.AddDoors();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(45));
    }

    private static void Map(WebApplication app)
    {
        app.MapSlack();
        app.MapGitHub().OnEvent("issues").OnEvent("issue_comment");
        app.MapHelp();
        app.MapHealth();
    }
}
