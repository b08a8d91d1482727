using System.Text.Json;

namespace CustomerGapBot.Slack;

/// <summary>What the slices want of Slack. Filled while the program is put together, only read afterwards.</summary>
internal sealed class SlackRoutes
{
    private readonly Dictionary<string, List<Func<JsonElement, bool>>> events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<SlackCommand, CancellationToken, Task<Message>>> commands = new(StringComparer.Ordinal);

    /// <summary>The types that somebody takes, as the Slack app must be subscribed to them.</summary>
    public IReadOnlyCollection<string> Events => events.Keys;

    /// <summary>
    /// Events of this type go to the inbox as <c>slack.{type}</c> when any of their takers wants them.
    /// <paramref name="wants"/> sees the <c>event</c> object, and must be quick.
    /// </summary>
    public void OnEvent(string type, Func<JsonElement, bool> wants)
    {
        if (!events.TryGetValue(type, out var takers)) events[type] = takers = [];
        takers.Add(wants);
    }

    /// <summary>The answer must come within <see cref="SlackEndpoints.Patience"/>.</summary>
    public void OnCommand(string command, Func<SlackCommand, CancellationToken, Task<Message>> answer)
    {
        if (!commands.TryAdd(command, answer)) throw new InvalidOperationException($"Two slices answer {command}.");
    }

    public bool Wants(string type, JsonElement @event) =>
        events.TryGetValue(type, out var takers) && takers.Any(wants => wants(@event));

    public Func<SlackCommand, CancellationToken, Task<Message>>? Answering(string command) => commands.GetValueOrDefault(command);
}
