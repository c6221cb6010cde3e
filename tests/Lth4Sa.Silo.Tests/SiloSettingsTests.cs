using Lth4Sa.Contracts.Errors;
using Lth4Sa.Silo.Options;

namespace Lth4Sa.Silo.Tests;

public sealed class SiloSettingsTests
{
    private static readonly string[] Local = ["http://127.0.0.1:5180"];

    [Fact]
    public void Defaults_OnLoopback_AreAllowed() => Assert.Empty(SettingErrorsOf.All(new SiloSettings(), Local));

    [Theory]
    [InlineData("name", "a b")]
    [InlineData("folder", "")]
    [InlineData("datasets", "/nowhere/at/all")]
    [InlineData("devices", "gpu")]
    [InlineData("threads", "-1")]
    [InlineData("supernetMemory", "0")]
    [InlineData("storage", "redis")]
    [InlineData("blobContainer", "A_B")]
    [InlineData("clustering", "consul")]
    [InlineData("clusterId", "")]
    [InlineData("siloPort", "70000")]
    [InlineData("gatewayPort", "-1")]
    [InlineData("keys", "me admin 0123456789abcdef")]
    [InlineData("keys", "me read 0123456789abcde")]
    [InlineData("keysFile", "/nowhere/keys")]
    [InlineData("mostRequestBytes", "1")]
    [InlineData("mostRuns", "0")]
    [InlineData("mostRequestsPerSecond", "0")]
    public void Field_OutOfBounds_IsNamed(string field, string value)
    {
        var error = Assert.Throws<SpecException>(() => SiloProgram.Build([$"--{field}", value, "--urls", Local[0]]));
        Assert.StartsWith(field + ":", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcde", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("threads", "many")]
    [InlineData("dashboard", "maybe")]
    [InlineData("nonsense", "1")]
    public void Section_WithWhatIsNoOption_IsRefused(string field, string value) =>
        Assert.Contains(field, Assert.Throws<SpecException>(() => SiloProgram.Build([$"--Silo:{field}", value])).Message, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Errors_OfSeveralFields_AreAllReportedAtOnce()
    {
        var error = Assert.Throws<SpecException>(() => SiloProgram.Build(["--devices", "x", "--storage", "blobs", "--clustering", "postgresql", "--urls", "http://0.0.0.0:1"]));
        Assert.Equal(["devices", "blobConnectionString", "clusteringConnectionString", "urls"], error.Message.Split(Environment.NewLine).Select(l => l.Split(':')[0]));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5180")]
    [InlineData("http://*:5180")]
    [InlineData("http://192.168.1.7:5180")]
    [InlineData("http://example.org:5180")]
    public void Address_ThatIsNotLoopback_NeedsKeys(string url)
    {
        Assert.Contains("API keys", Assert.Single(SettingErrorsOf.All(new SiloSettings(), url)), StringComparison.Ordinal);
        Assert.Empty(SettingErrorsOf.All(new SiloSettings { Keys = "me write 0123456789abcdef" }, url));
    }

    [Fact]
    public void Cluster_OnOneSilosFile_IsRefused() => Assert.Contains(
        SettingErrorsOf.All(new SiloSettings { Clustering = "postgresql", ClusteringConnectionString = "Host=x" }, Local), e => e.StartsWith("storage: sqlite", StringComparison.Ordinal));

    [Fact]
    public void ToString_HasNoSecret()
    {
        const string secret = "AccountKey=abc";
        Assert.DoesNotContain(secret, new SiloSettings { BlobConnectionString = secret, ClusteringConnectionString = secret, Keys = secret }.ToString(), StringComparison.Ordinal);
    }
}
