import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.SignatureSpi;
import java.util.Collection;
import java.util.Date;
import java.util.Map;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cryptopro.ECGOST3410NamedCurves;
import org.bouncycastle.asn1.ua.DSTU4145NamedCurves;
import org.bouncycastle.asn1.ua.DSTU4145Params;
import org.bouncycastle.asn1.ua.DSTU4145PointEncoder;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.DSTU7564Digest;
import org.bouncycastle.crypto.digests.GOST3411Digest;
import org.bouncycastle.crypto.digests.GOST3411_2012_256Digest;
import org.bouncycastle.crypto.digests.GOST3411_2012_512Digest;
import org.bouncycastle.crypto.engines.GOST28147Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSTU4145Signer;
import org.bouncycastle.crypto.signers.ECGOST3410_2012Signer;
import org.bouncycastle.jcajce.provider.asymmetric.util.ECUtil;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.SignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.ers.ERSArchiveTimeStampGenerator;
import org.bouncycastle.tsp.ers.ERSByteData;
import org.bouncycastle.tsp.ers.ERSEvidenceRecord;
import org.bouncycastle.tsp.ers.ERSEvidenceRecordGenerator;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;
import org.bouncycastle.util.Store;
import org.bouncycastle.util.encoders.Hex;

/**
 * Answers questions about signatures with BouncyCastle, one line each: a verb and its operands, bytes in
 * hexadecimal ("-" for none). An answer is "ok" with values, or "error" with the text of the exception.
 *
 * Numbers and points go big-endian; each caller states its own byte order.
 */
public final class Judge {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static void main(String[] arguments) throws IOException {
        Security.addProvider(new UkrainianAlgorithms());
        Security.addProvider(new BouncyCastleProvider());
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            answers.println(answer(line.trim().split(" ")));
        }
    }

    private static String answer(String[] words) {
        try {
            return "ok " + judge(words);
        } catch (Exception exception) {
            return "error " + String.valueOf(exception).replaceAll("\\s+", " ");
        }
    }

    private static String judge(String[] words) throws Exception {
        return switch (words[0]) {
            case "hash" -> hex(digest(newDigest(words[1]), bytes(words[2])));
            case "dstu-curve" -> dstuCurve(words[1]);
            case "dstu-keypair" -> dstuKeypair(words[1]);
            case "dstu-public" -> dstuPublic(dstu(words[1]), number(words[2]));
            case "dstu-sign" -> dstuSign(dstu(words[1]), number(words[2]), bytes(words[3]));
            case "dstu-verify" -> dstuVerify(dstu(words[1]), bytes(words[2]), bytes(words[3]), number(words[4]), number(words[5]));
            case "gost-curve" -> gostCurve(words[1]);
            case "gost-keypair" -> gostKeypair(gost(words[1]));
            case "gost-sign" -> gostSign(gost(words[1]), number(words[2]), bytes(words[3]));
            case "gost-verify" -> gostVerify(words);
            case "cms-verify" -> cmsVerify(bytes(words[1]), words.length > 2 ? bytes(words[2]) : null);
            case "ers-verify" -> ersVerify(bytes(words[1]), bytes(words[2]), new Date(Long.parseLong(words[3])));
            case "ers-request" -> hex(tree(words[1], words, 2).generateTimeStampRequest(requests()).getEncoded());
            case "ers-records" -> ersRecords(tree(words[1], words, 3), new TimeStampResponse(bytes(words[2])));
            case "ers-renewal-request" -> hex(record(words[1]).generateTimeStampRenewalRequest(requests()).getEncoded());
            case "ers-renewed" -> hex(record(words[1]).renewTimeStamp(new TimeStampResponse(bytes(words[2]))).getEncoded());
            case "ers-rehash-request" -> hex(record(words[2]).generateHashRenewalRequest(ersDigest(words[1]), new ERSByteData(bytes(words[3])), requests()).getEncoded());
            case "ers-rehashed" -> hex(record(words[2]).renewHash(ersDigest(words[1]), new ERSByteData(bytes(words[3])), new TimeStampResponse(bytes(words[4]))).getEncoded());
            default -> throw new IllegalArgumentException("no such verb: " + words[0]);
        };
    }

    // Hashes

    private static Digest newDigest(String name) {
        return switch (name) {
            case "Streebog-256" -> new GOST3411_2012_256Digest();
            case "Streebog-512" -> new GOST3411_2012_512Digest();
            case "GOST3411/D-A" -> new GOST3411Digest(GOST28147Engine.getSBox("D-A"));
            case "GOST3411/D-Test" -> new GOST3411Digest(GOST28147Engine.getSBox("D-Test"));
            case "GOST3411/UA" -> new GOST3411Digest(unpackedSBox(DSTU4145Params.getDefaultDKE()));
            case "Kupyna-256" -> new DSTU7564Digest(256);
            case "Kupyna-384" -> new DSTU7564Digest(384);
            case "Kupyna-512" -> new DSTU7564Digest(512);
            default -> throw new IllegalArgumentException("no such hash: " + name);
        };
    }

    /** 64 bytes with two entries each, as certificates carry them, to 128 bytes with one each. */
    private static byte[] unpackedSBox(byte[] packed) {
        byte[] entries = new byte[packed.length * 2];
        for (int at = 0; at < packed.length; at += 1) {
            entries[2 * at] = (byte) ((packed[at] >> 4) & 0xf);
            entries[2 * at + 1] = (byte) (packed[at] & 0xf);
        }
        return entries;
    }

    private static byte[] digest(Digest digest, byte[] message) {
        byte[] value = new byte[digest.getDigestSize()];
        digest.update(message, 0, message.length);
        digest.doFinal(value, 0);
        return value;
    }

    private static final String UKRAINE = "1.2.804.2.1.1.1.";

    /**
     * Ukrainian algorithms that the library has and its provider does not know by OID. Those of Kupyna are given here
     * and so are judged by nobody: 1.3.6.N names the pair of algorithms, 1.3.6.N.1 that over a polynomial basis.
     */
    public static final class UkrainianAlgorithms extends Provider {
        public UkrainianAlgorithms() {
            super("UkrainianAlgorithms", "1", "GOST 34.311-95 by its OID, DSTU 4145-2002 as CMS has it");
            put("MessageDigest." + UKRAINE + "1.2.1", Gost34311.class.getName());
            put("Signature." + UKRAINE + "1.3.1.1", WithGost34311.class.getName());
            put("Signature." + UKRAINE + "1.3.6.1", WithKupyna256.class.getName());
            put("Signature." + UKRAINE + "1.3.6.1.1", WithKupyna256.class.getName());
            put("Signature." + UKRAINE + "1.3.6.2", WithKupyna384.class.getName());
            put("Signature." + UKRAINE + "1.3.6.2.1", WithKupyna384.class.getName());
            put("Signature." + UKRAINE + "1.3.6.3", WithKupyna512.class.getName());
            put("Signature." + UKRAINE + "1.3.6.3.1", WithKupyna512.class.getName());
        }
    }

    /** DSTU 4145-2002; the value is r and s, each little-endian, bare or in an OCTET STRING. The provider takes the latter only. */
    public abstract static class Dstu4145 extends SignatureSpi {
        private final Digest digest;
        private ECPublicKeyParameters key;

        Dstu4145(String hash) {
            digest = newDigest(hash);
        }

        @Override
        protected void engineInitVerify(PublicKey publicKey) throws InvalidKeyException {
            key = (ECPublicKeyParameters) ECUtil.generatePublicKeyParameter(publicKey);
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            digest.update(input, offset, length);
        }

        @Override
        protected boolean engineVerify(byte[] encoded) {
            boolean wrapped = encoded.length > 2 && encoded[0] == 4 && encoded[1] == encoded.length - 2;
            byte[] value = wrapped ? ASN1OctetString.getInstance(encoded).getOctets() : encoded;
            byte[] hash = new byte[digest.getDigestSize()];
            digest.doFinal(hash, 0);
            DSTU4145Signer signer = new DSTU4145Signer();
            signer.init(false, key);
            return signer.verifySignature(hash, littleEndian(value, 0, value.length / 2), littleEndian(value, value.length / 2, value.length));
        }

        private static BigInteger littleEndian(byte[] bytes, int from, int to) {
            return new BigInteger(1, Arrays.reverse(Arrays.copyOfRange(bytes, from, to)));
        }

        @Override
        protected void engineInitSign(PrivateKey privateKey) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected byte[] engineSign() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }

    public static final class WithGost34311 extends Dstu4145 {
        public WithGost34311() {
            super("GOST3411/UA");
        }
    }

    public static final class WithKupyna256 extends Dstu4145 {
        public WithKupyna256() {
            super("Kupyna-256");
        }
    }

    public static final class WithKupyna384 extends Dstu4145 {
        public WithKupyna384() {
            super("Kupyna-384");
        }
    }

    public static final class WithKupyna512 extends Dstu4145 {
        public WithKupyna512() {
            super("Kupyna-512");
        }
    }

    public static final class Gost34311 extends MessageDigest {
        private final Digest digest = newDigest("GOST3411/UA");

        public Gost34311() {
            super("GOST3411/UA");
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            byte[] value = new byte[digest.getDigestSize()];
            digest.doFinal(value, 0);
            return value;
        }

        @Override
        protected void engineReset() {
            digest.reset();
        }
    }

    // DSTU 4145-2002

    private static ECDomainParameters dstu(String oid) {
        ECDomainParameters parameters = DSTU4145NamedCurves.getByOID(new ASN1ObjectIdentifier(oid));
        if (parameters == null) throw new IllegalArgumentException("no such curve: " + oid);
        return parameters;
    }

    /** m, exponents of the reduction polynomial, a, b, x and y of the base point, order, cofactor. */
    private static String dstuCurve(String oid) {
        ECDomainParameters domain = dstu(oid);
        ECCurve.F2m curve = (ECCurve.F2m) domain.getCurve();
        ECPoint base = domain.getG().normalize();
        String exponents = curve.getK1() + " " + curve.getK2() + " " + curve.getK3();
        return curve.getM() + " " + exponents + " " + hex(curve.getA().toBigInteger()) + " " + hex(curve.getB().toBigInteger()) + " "
            + hex(base.getAffineXCoord().toBigInteger()) + " " + hex(base.getAffineYCoord().toBigInteger()) + " "
            + hex(domain.getN()) + " " + hex(domain.getH());
    }

    private static String dstuKeypair(String oid) {
        ECDomainParameters domain = dstu(oid);
        BigInteger secret = secretBelow(domain.getN());
        return hex(secret) + " " + dstuPublic(domain, secret);
    }

    /** The point -d·P, compressed as the standard has it. */
    private static String dstuPublic(ECDomainParameters domain, BigInteger secret) {
        return hex(DSTU4145PointEncoder.encodePoint(domain.getG().multiply(secret).negate().normalize()));
    }

    private static String dstuSign(ECDomainParameters domain, BigInteger secret, byte[] hash) {
        DSTU4145Signer signer = new DSTU4145Signer();
        signer.init(true, new ParametersWithRandom(new ECPrivateKeyParameters(secret, domain), RANDOM));
        BigInteger[] value = signer.generateSignature(hash);
        return hex(value[0]) + " " + hex(value[1]);
    }

    private static String dstuVerify(ECDomainParameters domain, byte[] point, byte[] hash, BigInteger r, BigInteger s) {
        DSTU4145Signer signer = new DSTU4145Signer();
        signer.init(false, new ECPublicKeyParameters(DSTU4145PointEncoder.decodePoint(domain.getCurve(), point), domain));
        return verdict(signer.verifySignature(hash, r, s));
    }

    // GOST R 34.10-2012

    private static final Map<String, String> GOST_SETS = Map.of(
        "CryptoPro-A", "GostR3410-2001-CryptoPro-A",
        "CryptoPro-B", "GostR3410-2001-CryptoPro-B",
        "CryptoPro-C", "GostR3410-2001-CryptoPro-C",
        "tc26-256-A", "Tc26-Gost-3410-12-256-paramSetA",
        "tc26-512-A", "Tc26-Gost-3410-12-512-paramSetA",
        "tc26-512-B", "Tc26-Gost-3410-12-512-paramSetB",
        "tc26-512-C", "Tc26-Gost-3410-12-512-paramSetC");

    private static ECDomainParameters gost(String name) {
        X9ECParameters set = ECGOST3410NamedCurves.getByNameX9(GOST_SETS.getOrDefault(name, name));
        if (set == null) throw new IllegalArgumentException("no such set: " + name);
        return new ECDomainParameters(set.getCurve(), set.getG(), set.getN(), set.getH());
    }

    /** p, a, b, x and y of the base point, order, cofactor. */
    private static String gostCurve(String name) {
        ECDomainParameters domain = gost(name);
        ECCurve curve = domain.getCurve();
        return hex(curve.getField().getCharacteristic()) + " " + hex(curve.getA().toBigInteger()) + " " + hex(curve.getB().toBigInteger())
            + " " + coordinates(domain.getG()) + " " + hex(domain.getN()) + " " + hex(domain.getH());
    }

    private static String gostKeypair(ECDomainParameters domain) {
        BigInteger secret = secretBelow(domain.getN());
        return hex(secret) + " " + coordinates(domain.getG().multiply(secret));
    }

    private static String gostSign(ECDomainParameters domain, BigInteger secret, byte[] hash) {
        ECGOST3410_2012Signer signer = new ECGOST3410_2012Signer();
        signer.init(true, new ParametersWithRandom(new ECPrivateKeyParameters(secret, domain), RANDOM));
        BigInteger[] value = signer.generateSignature(hash);
        return hex(value[0]) + " " + hex(value[1]);
    }

    private static String gostVerify(String[] words) {
        ECDomainParameters domain = gost(words[1]);
        ECPoint point = domain.getCurve().validatePoint(number(words[2]), number(words[3]));
        ECGOST3410_2012Signer signer = new ECGOST3410_2012Signer();
        signer.init(false, new ECPublicKeyParameters(point, domain));
        return verdict(signer.verifySignature(bytes(words[4]), number(words[5]), number(words[6])));
    }

    // CMS

    /** "valid" if every signer verifies with the certificate in the CMS that the signer names; validity of time and chain are not asked. */
    private static String cmsVerify(byte[] encoded, byte[] content) throws Exception {
        CMSSignedData signed = content == null ? new CMSSignedData(encoded) : new CMSSignedData(new CMSProcessableByteArray(content), encoded);
        Store<X509CertificateHolder> certificates = signed.getCertificates();
        Collection<SignerInformation> signers = signed.getSignerInfos().getSigners();
        if (signers.isEmpty()) throw new CMSException("no signer");
        for (SignerInformation signer : signers) {
            @SuppressWarnings("unchecked")
            Collection<X509CertificateHolder> named = certificates.getMatches(signer.getSID());
            if (named.size() != 1) throw new CMSException(named.size() + " certificates of the signer in the CMS");
            // By the key: a certificate would be asked whether it was valid at signingTime.
            X509CertificateHolder certificate = named.iterator().next();
            PublicKey key = BouncyCastleProvider.getPublicKey(certificate.getSubjectPublicKeyInfo());
            if (key == null) throw new CMSException("no key of algorithm " + certificate.getSubjectPublicKeyInfo().getAlgorithm().getAlgorithm());
            if (!verifies(signer, key)) return "invalid";
        }
        return "valid";
    }

    private static boolean verifies(SignerInformation signer, PublicKey key) throws CMSException, OperatorCreationException {
        try {
            return signer.verify(verifierFor(key));
        } catch (CMSSignerDigestMismatchException exception) {
            return false;
        }
    }

    /** The library's own verifier, taught the names of Ukrainian signature algorithms. */
    private static SignerInformationVerifier verifierFor(PublicKey key) throws OperatorCreationException {
        CMSSignatureAlgorithmNameGenerator names = new DefaultCMSSignatureAlgorithmNameGenerator() {
            @Override
            public String getSignatureName(AlgorithmIdentifier digest, AlgorithmIdentifier signature) {
                String oid = signature.getAlgorithm().getId();
                return oid.startsWith(UKRAINE) ? oid : super.getSignatureName(digest, signature);
            }
        };
        SignatureAlgorithmIdentifierFinder identifiers = new DefaultSignatureAlgorithmIdentifierFinder() {
            @Override
            public AlgorithmIdentifier find(String name) {
                return name.startsWith(UKRAINE) ? new AlgorithmIdentifier(new ASN1ObjectIdentifier(name)) : super.find(name);
            }
        };
        return new SignerInformationVerifier(
            names, identifiers, new JcaContentVerifierProviderBuilder().build(key), new JcaDigestCalculatorProviderBuilder().build());
    }

    // Evidence records (RFC 4998)

    private static DigestCalculatorProvider ersDigests() throws OperatorCreationException {
        return new JcaDigestCalculatorProviderBuilder().build();
    }

    private static DigestCalculator ersDigest(String name) throws OperatorCreationException {
        // With NULL parameters, as requests and tokens here have them: the library compares identifiers as they are written.
        ASN1ObjectIdentifier oid = new DefaultDigestAlgorithmIdentifierFinder().find(name).getAlgorithm();
        return ersDigests().get(new AlgorithmIdentifier(oid, DERNull.INSTANCE));
    }

    private static TimeStampRequestGenerator requests() {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator;
    }

    private static ERSEvidenceRecord record(String word) throws Exception {
        return new ERSEvidenceRecord(bytes(word), ersDigests());
    }

    private static ERSArchiveTimeStampGenerator tree(String digest, String[] words, int from) throws OperatorCreationException {
        ERSArchiveTimeStampGenerator tree = new ERSArchiveTimeStampGenerator(ersDigest(digest));
        for (int at = from; at < words.length; at += 1) tree.addData(new ERSByteData(bytes(words[at])));
        return tree;
    }

    /** One record for each object, in their order. */
    private static String ersRecords(ERSArchiveTimeStampGenerator tree, TimeStampResponse response) throws Exception {
        StringBuilder records = new StringBuilder();
        for (ERSEvidenceRecord record : new ERSEvidenceRecordGenerator(ersDigests()).generate(tree.generateArchiveTimeStamps(response))) {
            records.append(' ').append(hex(record.getEncoded()));
        }
        return records.substring(1);
    }

    /** "valid" if the last chain holds the data and its last token verifies with the certificate in it; trust is not asked. */
    private static String ersVerify(byte[] encoded, byte[] data, Date at) throws Exception {
        ERSEvidenceRecord record = new ERSEvidenceRecord(encoded, ersDigests());
        record.validatePresent(new ERSByteData(data), at);
        record.validate(new JcaSimpleSignerInfoVerifierBuilder().build(record.getSigningCertificate()));
        return "valid";
    }

    // Words

    private static BigInteger secretBelow(BigInteger order) {
        BigInteger secret;
        do {
            secret = new BigInteger(order.bitLength(), RANDOM);
        } while (secret.signum() == 0 || secret.compareTo(order) >= 0);
        return secret;
    }

    private static String verdict(boolean valid) {
        return valid ? "valid" : "invalid";
    }

    private static byte[] bytes(String word) {
        return word.equals("-") ? new byte[0] : Hex.decode(word);
    }

    private static BigInteger number(String word) {
        return new BigInteger(1, bytes(word));
    }

    private static String hex(byte[] value) {
        return value.length == 0 ? "-" : Hex.toHexString(value);
    }

    private static String hex(BigInteger value) {
        return hex(BigIntegers.asUnsignedByteArray(value));
    }

    private static String coordinates(ECPoint point) {
        ECPoint normal = point.normalize();
        return hex(normal.getAffineXCoord().toBigInteger()) + " " + hex(normal.getAffineYCoord().toBigInteger());
    }
}
