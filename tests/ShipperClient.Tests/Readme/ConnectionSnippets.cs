using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ShipperClient.Tests.Readme;

/// <summary>The code of the pages about connections; see <see cref="Snippets"/>.</summary>
internal static class ConnectionSnippets
{
    public static void RegisterProxy(IHostApplicationBuilder builder, string user, string password)
    {
        #region proxy
        builder.Services.AddLogServiceClient(options =>
        {
            options.Endpoint = "cn-hangzhou.log.aliyuncs.com";
            options.ConfigureHttpHandler = handler => handler.Proxy = new WebProxy("http://proxy.example:3128") { Credentials = new NetworkCredential(user, password) };
        });
        #endregion
    }

    public static void TrustAuthority(LogServiceClientOptions options, X509Certificate2 authority)
    {
        #region private authority
        options.ConfigureHttpHandler = handler => handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        #endregion
    }
}
