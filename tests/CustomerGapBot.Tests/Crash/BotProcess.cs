using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CustomerGapBot.Tests.Crash;

/// <summary>The real program in a process of its own, so that it can be killed.</summary>
internal sealed partial class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BotProcess(IEnumerable<KeyValuePair<string, string?>> settings, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(App).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        process = new() { StartInfo = start };
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address => listening.Task.Result;

    /// <summary>All that it wrote so far.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Runs it until it listens.</summary>
    public static async Task<BotProcess> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var bot = new BotProcess(settings, []);
        await Task.WhenAny(bot.listening.Task, bot.process.WaitForExitAsync()).WaitAsync(Patience);
        return bot.listening.Task.IsCompleted ? bot : throw new AssertionException($"The bot does not start:\n{bot.Output}");
    }

    /// <summary>Runs it until it ends by itself.</summary>
    public static async Task<(int Code, string Output)> RunAsync(IEnumerable<KeyValuePair<string, string?>> settings, params string[] arguments)
    {
        await using var bot = new BotProcess(settings, arguments);
        return (await bot.EndAsync(Patience), bot.Output);
    }

    /// <summary>SIGKILL: it has no time for anything.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: asks it to stop, and gives its exit code.</summary>
    public async Task<int> StopAsync(TimeSpan patience)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        return await EndAsync(patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (http://[0-9.:]+)")]
    private static partial Regex Listening { get; }

    private async Task<int> EndAsync(TimeSpan patience)
    {
        using var over = new CancellationTokenSource(patience);
        await process.WaitForExitAsync(over.Token);
        return process.ExitCode;
    }

    private void Note(string? line)
    {
        if (line is null) return;
        output.Enqueue(line);
        if (Listening.Match(line) is { Success: true } match) listening.TrySetResult(new(match.Groups[1].Value));
    }
}
