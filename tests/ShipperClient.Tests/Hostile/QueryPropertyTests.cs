using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Hostile;

/// <summary>What is asked for is what arrives: names, windows, pages and ids, whatever they are.</summary>
public sealed class QueryPropertyTests
{
    private static readonly Gen<ShipperReference> Shipper =
        from project in Strings.Of("abz019-", 1, 60)
        from logstore in Strings.Of("abyzABYZ019_-", 1, 128)
        from name in Strings.Of("abyzABYZ019_-", 1, 128)
        select new ShipperReference(project, logstore, name);

    private static readonly Gen<ShipperStatusQuery> Query =
        from shipper in Shipper
        from age in Gen.Choose(1, 24 * 60 * 60)
        from length in Gen.Choose(1, 24 * 60 * 60)
        from fraction in Gen.Choose(0, 999)
        from status in Gen.Elements<ShipperTaskStatus?>(null, ShipperTaskStatus.Running, ShipperTaskStatus.Success, ShipperTaskStatus.Fail)
        from offset in Gen.OneOf(Gen.Choose(0, 1_000), Gen.Choose(0, int.MaxValue), Gen.Constant(int.MaxValue))
        from size in Gen.Choose(1, ShipperStatusQuery.MaxSize)
        let start = Sample.Now.AddSeconds(-age).AddMilliseconds(fraction)
        select new ShipperStatusQuery(shipper, start, start.AddSeconds(length)) { Status = status, Offset = offset, Size = size };

    [Fact]
    public async Task Query_arrives_as_it_was_given()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client();
        await Property.HoldsAsync(
            Query,
            async query =>
            {
                fixture.Service.AddShipper(query.Shipper);

                // The fake checks every value and the signature; then it says what it made of them.
                await client.GetShipperStatusAsync(query);

                var request = fixture.Requests[^1];
                var parameters = request.Parameters.ToDictionary(StringComparer.Ordinal);
                Assert.Equal(SignatureVerdict.Valid, request.SignatureVerdict);
                Assert.Equal(query.Shipper, new ShipperReference(request.Host.Split('.')[0], request.Path.Split('/')[2], request.Path.Split('/')[4]));
                Assert.Equal(query.From.ToUnixTimeSeconds(), long.Parse(parameters["from"], CultureInfo.InvariantCulture));
                Assert.Equal(query.To.ToUnixTimeSeconds(), long.Parse(parameters["to"], CultureInfo.InvariantCulture));
                Assert.Equal(query.Status, parameters.TryGetValue("status", out var status) ? Enum.Parse<ShipperTaskStatus>(status, ignoreCase: true) : null);
                Assert.Equal(query.Offset, int.Parse(parameters["offset"], CultureInfo.InvariantCulture));
                Assert.Equal(query.Size, int.Parse(parameters["size"], CultureInfo.InvariantCulture));
                Assert.Equal(query.Status is null ? 4 : 5, parameters.Count);
            },
            count: 200);
    }

    [Fact]
    public void Ids_arrive_as_they_are_and_in_order_or_are_refused() => Property.Holds(
        Gen.ListOf(Gen.OneOf(Strings.Any, Gen.Elements("a", "b", "", " ", null!))).Resize(14),
        static ids =>
        {
            using var service = new CannedService();
            var isGood = ids.Count is >= 1 and <= LogServiceClient.MaxTaskIdsPerRetry && ids.All(static id => !string.IsNullOrWhiteSpace(id) && IsWellFormed(id));

            var error = Record.Exception(() => service.Client.RetryShipperTasksAsync(Sample.Shipper, [.. ids]).GetAwaiter().GetResult());

            if (isGood)
            {
                Assert.Null(error);
                Assert.Equal(ids, JsonSerializer.Deserialize<string[]>(Assert.Single(service.Requests).Body)!, StringComparer.Ordinal);
            }
            else
            {
                Assert.Equal("taskIds", Assert.IsAssignableFrom<ArgumentException>(error).ParamName);
                Assert.Empty(service.Requests);
            }
        },
        count: 500);

    [Fact]
    public Task Bulk_retry_sends_each_failed_id_once_in_order_and_ten_at_a_time() => Property.HoldsAsync(
        Gen.Zip(Gen.ListOf(Gen.OneOf(Strings.Any, Gen.Choose(0, 99).Select(static number => $"id-{number}"))).Resize(120), Gen.Choose(1, 50)),
        static async list =>
        {
            using var client = new PagedClient([.. list.Item1], pageSize: list.Item2);
            var expected = list.Item1.Distinct(StringComparer.Ordinal).ToList();

            var batches = await client.RetryFailedShipperTasksAsync(Sample.Shipper, Sample.Now.AddHours(-1), Sample.Now, maxConcurrency: 1).ToListAsync();

            Assert.Equal(expected, client.Retried.SelectMany(static batch => batch), StringComparer.Ordinal);
            Assert.Equal(expected, batches.SelectMany(static batch => batch.TaskIds), StringComparer.Ordinal);
            Assert.All(client.Retried.SkipLast(1), static batch => Assert.Equal(LogServiceClient.MaxTaskIdsPerRetry, batch.Count));
            Assert.Equal(Enumerable.Range(1, client.Retried.Count), batches.Select(static batch => batch.Number));
            Assert.All(batches, batch => Assert.Equal(client.Retried.Count, batch.BatchCount));
        },
        count: 300);

    private static bool IsWellFormed(string text) => text.EnumerateRunes().Sum(static rune => rune.Utf16SequenceLength) == text.Length && text == string.Concat(text.EnumerateRunes());

    /// <summary>A substitute that lists ids, the same one twice too, in pages shorter than was asked for.</summary>
    private sealed class PagedClient(string[] ids, int pageSize) : LogServiceClient
    {
        public List<IReadOnlyCollection<string>> Retried { get; } = [];

        public override Task<ShipperStatusPage> GetShipperStatusAsync(ShipperStatusQuery query, CancellationToken cancellationToken = default)
        {
            var tasks = ids.Skip(query.Offset).Take(pageSize).Select(static id => new ShipperTask { Id = id, Status = ShipperTaskStatus.Fail }).ToList();
            return Task.FromResult(new ShipperStatusPage(tasks.Count, ids.Length, new ShipperTaskStatistics(0, 0, ids.Length), tasks));
        }

        public override Task RetryShipperTasksAsync(ShipperReference shipper, IReadOnlyCollection<string> taskIds, CancellationToken cancellationToken = default)
        {
            Retried.Add(taskIds);
            return Task.CompletedTask;
        }
    }
}
