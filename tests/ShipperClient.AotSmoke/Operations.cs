namespace ShipperClient.AotSmoke;

internal static class Operations
{
    public static async Task OnceAsync()
    {
        using var client = Given.CreateClient(new EnvironmentCredentialsProvider());
        var page = await Given.ListFailedAsync(client);
        await client.RetryShipperTasksAsync(Given.Shipper, [page.Tasks[0].Id]);
    }

    public static async Task ListAndRetryAsync()
    {
        using var client = Given.CreateClient(new StaticCredentialsProvider(Given.AccessKeyId, Given.AccessKeySecret));
        var page = await Given.ListFailedAsync(client);
        Check.Equal(Given.FailedTasks, page.Total);
        Check.Equal(Given.FailedTasks, page.Statistics.Fail);
        Check.Equal(ShipperTaskStatus.Fail, page.Tasks[0].Status);
        Check.Equal(ShipperFailureReason.Unauthorized, page.Tasks[0].FailureReason);

        await client.RetryShipperTasksAsync(Given.Shipper, [page.Tasks[0].Id, page.Tasks[1].Id]);

        Check.Equal(Given.FailedTasks - 2, (await Given.ListFailedAsync(client)).Total);
    }

    public static async Task MeetAnErrorAsync()
    {
        using var client = Given.CreateClient(new EnvironmentCredentialsProvider());
        var query = new ShipperStatusQuery(Given.Shipper with { Name = "nobody" }, Given.From, Given.To);

        var exception = await Check.ThrowsAsync<LogServiceNotFoundException>(() => client.GetShipperStatusAsync(query));

        Check.Equal(LogServiceErrorCodes.ShipperNotExist, exception.ErrorCode);
        Check.Equal(LogServiceResource.Shipper, exception.Resource);
    }

    public static async Task RetryAllAsync()
    {
        using var client = Given.CreateClient(new EnvironmentCredentialsProvider());
        var taken = 0;
        await foreach (var batch in client.RetryFailedShipperTasksAsync(Given.Shipper, Given.From, Given.To))
        {
            Check.Equal(null, batch.Error);
            taken += batch.TaskIds.Count;
        }

        Check.Equal(Given.FailedTasks - 2, taken);
        Check.Equal(0, (await Given.ListFailedAsync(client)).Total);
    }
}
