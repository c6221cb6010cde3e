using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lth4Sa.Contracts.Errors;

namespace Lth4Sa.Silo.Tests;

public sealed class HttpsTests
{
    [Fact]
    public async Task Silo_WithACertificateInKestrelsConfiguration_SpeaksHttps()
    {
        const string password = "certificate-password";
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, password));
        await using var silo = await RunningSilo.StartAsync(
            "--Kestrel:Endpoints:Api:Url", "https://127.0.0.1:0", "--Kestrel:Endpoints:Api:Certificate:Path", file, "--Kestrel:Endpoints:Api:Certificate:Password", password);
        Assert.Equal(Uri.UriSchemeHttps, silo.Address.Scheme);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, given, _, _) => given?.Thumbprint == certificate.Thumbprint };
        using var http = new HttpClient(handler) { BaseAddress = silo.Address };
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri("health/live", UriKind.Relative)));
        Assert.Equal("[]", await http.GetStringAsync(new Uri("api/v1/sweeps", UriKind.Relative)));
        Assert.DoesNotContain(password, silo.Logged.ToString(), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void Endpoint_ThatIsNotLoopback_NeedsKeysHoweverItIsConfigured()
    {
        var error = Assert.Throws<SpecException>(() => SiloProgram.Build(["--Kestrel:Endpoints:Api:Url", "https://0.0.0.0:5180"]));
        Assert.Contains("urls: https://0.0.0.0:5180 is not allowed", error.Message, StringComparison.Ordinal);
    }
}
