using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using CustomerGapBot.Delivery;
using CustomerGapBot.GitHub;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerGapBot.Tests.GitHub;

internal sealed class GitHubDoorTests
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    private DoorHost door = null!;

    [SetUp]
    public async Task OpenAsync() => door = await DoorHost.StartAsync();

    [TearDown]
    public async Task CloseAsync() => await door.DisposeAsync();

    [Test]
    public async Task A_delivery_is_kept_as_it_came_and_then_accepted()
    {
        var (status, _) = await door.DeliverAsync("""{ "action":"opened", "title":"Größe" }""");

        Assert.That(status, Is.EqualTo(HttpStatusCode.Accepted));
        var arrival = door.Kept.Single();
        Assert.That((arrival.Door, arrival.Delivery, arrival.Kind), Is.EqualTo(("github", "72d3162e-cc78-11e3-81ab-4c9367dc0958", "github.issues")));
        Assert.That(Encoding.UTF8.GetString(arrival.Body.Span), Is.EqualTo("""{ "action":"opened", "title":"Größe" }"""));
    }

    [TestCase(Kept.Fresh, HttpStatusCode.Accepted)]
    [TestCase(Kept.Revived, HttpStatusCode.Accepted)]
    [TestCase(Kept.Seen, HttpStatusCode.OK)]
    public async Task The_answer_says_whether_it_was_new(Kept kept, HttpStatusCode expected)
    {
        door.Inbox = _ => Task.FromResult(kept);

        var (status, _) = await door.DeliverAsync("{}");

        Assert.That(status, Is.EqualTo(expected));
    }

    [Test]
    public async Task What_could_not_be_made_durable_is_not_accepted()
    {
        door.Inbox = _ => throw new IOException("the disk is full");

        var (status, words) = await door.DeliverAsync("{}");

        Assert.That(status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(words, Does.Not.Contain("disk"));
    }

    [Test]
    public async Task GitHub_is_told_before_it_stops_listening_when_keeping_takes_too_long()
    {
        door.Inbox = _ =>
        {
            door.Clock.Advance(GitHubDoor.Patience);
            return new TaskCompletionSource<Kept>().Task;
        };

        var (status, _) = await door.DeliverAsync("{}");

        Assert.That(status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task A_form_is_signed_as_it_came_and_its_payload_is_kept()
    {
        var payload = Uri.EscapeDataString("""{"title":"a + b & ü = 1"}""").Replace("%20", "+", StringComparison.Ordinal);
        var body = Encoding.UTF8.GetBytes($"x=1&payload={payload}");

        var (status, _) = await door.KnockAsync(DoorHost.Signed(body, Form));

        Assert.That(status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(Encoding.UTF8.GetString(door.Kept.Single().Body.Span), Is.EqualTo("""{"title":"a + b & ü = 1"}"""));
    }

    [Test]
    public async Task A_form_whose_payload_alone_was_signed_is_not_signed()
    {
        var signature = Sign.With(DoorHost.Secret, "{}"u8);

        var (status, _) = await door.KnockAsync(DoorHost.With(signature, "payload=%7B%7D"u8.ToArray(), Form));

        Assert.That(status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Both_secrets_fit_while_they_are_being_changed()
    {
        await using var changing = await DoorHost.StartAsync("old", "new");

        Assert.That((await changing.DeliverAsync("{}", secret: "old")).Status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That((await changing.DeliverAsync("{}", secret: "new")).Status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That((await changing.DeliverAsync("{}", secret: "older")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Without_a_secret_there_is_no_door()
    {
        await using var closed = await DoorHost.StartAsync([]);

        Assert.That((await closed.DeliverAsync("{}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_hook_without_a_secret_is_told_to_set_one()
    {
        var (status, words) = await door.KnockAsync(DoorHost.With(null, "{}"u8.ToArray(), Json));

        Assert.That(status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(words, Does.Contain("set a secret in the webhook's settings"));
        Assert.That(door.Kept, Is.Empty);
    }

    [Test]
    public async Task A_wrong_secret_gets_another_hint()
    {
        var (status, words) = await door.DeliverAsync("{}", secret: "guessed");

        Assert.That(status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(words, Does.Contain("does not fit").And.Not.Contain(DoorHost.Secret));
        Assert.That(door.Kept, Is.Empty);
    }

    [Test]
    public async Task The_old_signature_and_a_wrong_prefix_do_not_do()
    {
        var mac = Sign.With(DoorHost.Secret, "{}"u8)[7..];

        Assert.That((await door.KnockAsync(DoorHost.With($"sha1={mac}", "{}"u8.ToArray(), Json))).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await door.KnockAsync(DoorHost.With(mac, "{}"u8.ToArray(), Json))).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("text/plain")]
    [TestCase("multipart/form-data; boundary=x")]
    [TestCase("application/xml")]
    public async Task Other_types_are_not_taken(string type) =>
        Assert.That((await door.KnockAsync(DoorHost.Signed("{}"u8.ToArray(), type))).Status, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));

    [Test]
    public async Task A_charset_does_not_change_the_type() =>
        Assert.That(
            (await door.KnockAsync(DoorHost.Signed("{}"u8.ToArray(), "Application/JSON; charset=utf-8"))).Status,
            Is.EqualTo(HttpStatusCode.Accepted));

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("\"words\"")]
    [TestCase("{")]
    [TestCase("{} {}")]
    [TestCase("{\"a\":01}")]
    public async Task Signed_rubbish_is_refused(string rubbish)
    {
        Assert.That((await door.DeliverAsync(rubbish)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(door.Kept, Is.Empty);
    }

    [Test]
    public async Task Bytes_that_are_no_text_are_refused() =>
        Assert.That(
            (await door.KnockAsync(DoorHost.Signed([.. "{\"a\":\""u8, 0xff, .. "\"}"u8], Json))).Status,
            Is.EqualTo(HttpStatusCode.BadRequest));

    [TestCase("")]
    [TestCase("other=%7B%7D")]
    [TestCase("payload=")]
    [TestCase("payload=%7")]
    public async Task A_form_without_a_payload_is_refused(string form) =>
        Assert.That((await door.KnockAsync(DoorHost.Signed(Encoding.UTF8.GetBytes(form), Form))).Status, Is.EqualTo(HttpStatusCode.BadRequest));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("with space")]
    [TestCase("../etc")]
    [TestCase("12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901")]
    public async Task A_delivery_needs_an_id(string? delivery) =>
        Assert.That(
            (await door.KnockAsync(DoorHost.Signed("{}"u8.ToArray(), Json), delivery: delivery)).Status, Is.EqualTo(HttpStatusCode.BadRequest));

    [Test]
    public async Task A_delivery_needs_an_event() =>
        Assert.That((await door.KnockAsync(DoorHost.Signed("{}"u8.ToArray(), Json), @event: null)).Status, Is.EqualTo(HttpStatusCode.BadRequest));

    [Test]
    public async Task A_ping_is_answered_and_not_kept()
    {
        Assert.That((await door.DeliverAsync("""{"zen":"Design for failure.","hook_id":1}""", "ping")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(door.Kept, Is.Empty);
    }

    [Test]
    public async Task An_event_that_nobody_wants_is_answered_and_counted()
    {
        using var count = new Ignored(door.Services.GetRequiredService<IMeterFactory>());

        Assert.That((await door.DeliverAsync("{}", "star")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await door.DeliverAsync("{}", "odd/name")).Status, Is.EqualTo(HttpStatusCode.OK));

        Assert.That(door.Kept, Is.Empty);
        Assert.That(count.Names, Is.EqualTo(["star", "other"]));
    }

    [Test]
    public void The_counter_does_not_grow_with_made_up_names()
    {
        var routes = door.Services.GetRequiredService<GitHubRoutes>();
        using var count = new Ignored(door.Services.GetRequiredService<IMeterFactory>());

        for (var i = 0; i < 1000; i++) routes.Ignore($"made_up_{i}");

        Assert.That(count.Names.Distinct().Count(), Is.LessThanOrEqualTo(101));
        Assert.That(count.Names, Has.Count.EqualTo(1000));
    }

    [Test]
    public async Task As_much_as_GitHub_may_send_is_taken_and_one_byte_more_is_not()
    {
        var largest = Padded(26_214_400);
        Assert.That((await door.KnockAsync(DoorHost.Signed(largest, Json))).Status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(door.Kept.Single().Body.Length, Is.EqualTo(26_214_400));

        var tooLarge = Padded(26_214_401);
        Assert.That((await door.KnockAsync(DoorHost.Signed(tooLarge, Json))).Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task A_body_of_unknown_length_is_bounded_too()
    {
        using var content = new StreamContent(new MemoryStream(Padded(26_214_401)));
        using var chunked = new Chunked(content);
        chunked.Headers.ContentType = new(Json);
        chunked.Headers.Add("X-Hub-Signature-256", Sign.With(DoorHost.Secret, "{}"u8));

        Assert.That((await door.KnockAsync(chunked)).Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    private static byte[] Padded(int length)
    {
        var body = new byte[length];
        Array.Fill(body, (byte)' ');
        body[0] = (byte)'{';
        body[^1] = (byte)'}';
        return body;
    }

    private sealed class Chunked(HttpContent inner) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => inner.CopyToAsync(stream, context);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    /// <summary>Hears which events were counted as ignored.</summary>
    private sealed class Ignored : IDisposable
    {
        private readonly MeterListener listener = new();

        public Ignored(IMeterFactory meters)
        {
            listener.InstrumentPublished = (instrument, it) =>
            {
                if (instrument.Name == "github.deliveries.ignored" && ReferenceEquals(instrument.Meter.Scope, meters))
                    it.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Names.Add($"{tags[0].Value}"));
            listener.Start();
        }

        public List<string> Names { get; } = [];

        public void Dispose() => listener.Dispose();
    }
}
