using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;

namespace CustomerGapBot.Sandbox;

/// <summary>The stand-ins and the bot in one process, for a person to try: one address, no settings, nothing left behind.</summary>
internal static class SandboxHost
{
    private const int UsualPort = 5080;

    public static async Task<int> RunAsync(string[] args)
    {
        if (Port(args) is not { } port)
        {
            await Console.Error.WriteLineAsync("usage: dotnet run --project src/CustomerGapBot.Sandbox [-- --port N]   (N from 0 to 65535; 0 takes any free port)");
            return 2;
        }

        await using var standIns = await StartAsync(port);
        if (standIns is null)
        {
            await Console.Error.WriteLineAsync($"Port {port} is taken: choose another with --port N, or --port 0 for any free one.");
            return 1;
        }

        var folder = Directory.CreateTempSubdirectory("customergap-sandbox-");
        try
        {
            await using var bot = Bot(standIns, folder.FullName);
            Seed(standIns);
            await bot.StartAsync();
            standIns.Bot = new Uri(bot.Urls.First());
            Console.WriteLine($"Open {standIns.Address} and open an issue on the pretend GitHub: its card arrives in #feedback. Ctrl-C stops everything.");
            await StopAskedAsync();
            standIns.Bot = null;
            await bot.StopAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static int? Port(string[] args) => args switch
    {
        [] => UsualPort,
        ["--port", var text] when ushort.TryParse(text, out var port) => port,
        _ => null,
    };

    /// <summary>At the port asked for. When nobody asked and the usual one is taken, at any other; null when the one asked for is taken.</summary>
    private static async Task<StandIns?> StartAsync(int port)
    {
        try
        {
            return await StandIns.StartAsync(TimeProvider.System, $"http://127.0.0.1:{port}");
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            if (port != UsualPort) return null;
            Console.WriteLine($"Port {port} is taken, so another free one is used.");
            return await StandIns.StartAsync(TimeProvider.System);
        }
    }

    private static WebApplication Bot(StandIns standIns, string folder)
    {
        // The bot's own arguments and settings files are not wanted here: everything it needs comes from the stand-ins.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Configuration.AddInMemoryCollection(standIns.Settings);
        builder.Configuration.AddInMemoryCollection([new("Storage:ConnectionString", $"Data Source={Path.Combine(folder, "customergap.db")}")]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return App.Build(builder);
    }

    /// <summary>Two issues from before the bot came, which it is to know without posting them.</summary>
    private static void Seed(StandIns standIns)
    {
        var gitHub = standIns.GitHub;
        var export = gitHub.Open(Cast.Carol, "acme/feedback", "Export to CSV loses the time zone", "Two customers asked about it this week.", ["bug"], deliver: false);
        gitHub.Comment(Cast.Alice, export, "I can reproduce it.", deliver: false);
        gitHub.Open(Cast.Zoe, "acme/feedback", "Dark mode", "My eyes would be **grateful**.", ["enhancement"], deliver: false);
    }

    private static async Task StopAskedAsync()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await asked.Task;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            asked.TrySetResult();
        }
    }
}
