// The calls of libsrtp 3 that mediasoup-worker makes, spoken to libsrtp 2.
//
// Version 3 describes a session through a handle with setters and reads a packet
// from one buffer into another. Version 2 takes a struct and works in place.
#pragma once

// In version 3 this is the name of the handle, in version 2 of the struct.
#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t

#include <cstdint>
#include <cstring>

// The worker has texts for these two. Version 2 returns neither by itself.
constexpr auto srtp_err_status_buffer_small = srtp_err_status_t(28);
constexpr auto srtp_err_status_cryptex_err  = srtp_err_status_t(29);

struct srtp3_policy : srtp2_policy_t
{
	unsigned char masterKey[SRTP_MAX_KEY_LEN]{};
};
using srtp_policy_t = srtp3_policy*;

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* policy)
{
	*policy = new srtp3_policy{};
	return srtp_err_status_ok;
}

inline void srtp_policy_destroy(srtp_policy_t policy)
{
	delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc)
{
	policy->ssrc = ssrc;
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile)
{
	const auto rtp = srtp_crypto_policy_set_from_profile_for_rtp(&policy->rtp, profile);
	if (rtp != srtp_err_status_ok)
		return rtp;
	return srtp_crypto_policy_set_from_profile_for_rtcp(&policy->rtcp, profile);
}

inline srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key, size_t keyLen,
  const uint8_t* salt, size_t saltLen,
  const uint8_t* /*mki*/, size_t mkiLen)
{
	if (mkiLen != 0 || keyLen + saltLen > sizeof(policy->masterKey))
		return srtp_err_status_bad_param;

	std::memcpy(policy->masterKey, key, keyLen);
	std::memcpy(policy->masterKey + keyLen, salt, saltLen);
	policy->key = policy->masterKey;
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow)
{
	policy->allow_repeat_tx = allow;
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t size)
{
	policy->window_size = size;
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, srtp_policy_t policy)
{
	// A version 2 session keeps copies, so the policy may go once it is created.
	return srtp_create(session, static_cast<const srtp2_policy_t*>(policy));
}

// The worker hands over the SSRC in network byte order, as version 2 wants it.
inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc)
{
	return srtp_remove_stream(session, ssrc);
}

// Runs a function of version 2 over a copy of the packet. `outLen` tells the room
// in `out` and then the bytes written; `growth` is the most that the function adds.
template<srtp_err_status_t (*inPlace)(srtp_t, void*, int*), size_t growth>
srtp_err_status_t srtp3_transform(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	if (*outLen < inLen + growth)
		return srtp_err_status_buffer_small;

	std::memmove(out, in, inLen);
	auto len          = static_cast<int>(inLen);
	const auto status = inPlace(session, out, &len);
	if (status == srtp_err_status_ok)
		*outLen = static_cast<size_t>(len);
	return status;
}

inline srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t /*mki*/)
{
	return srtp3_transform<::srtp_protect, SRTP_MAX_TRAILER_LEN>(session, in, inLen, out, outLen);
}

inline srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	return srtp3_transform<::srtp_unprotect, 0>(session, in, inLen, out, outLen);
}

// An SRTCP packet also carries its index, four bytes (RFC 3711 section 3.4).
inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t /*mki*/)
{
	return srtp3_transform<::srtp_protect_rtcp, SRTP_MAX_TRAILER_LEN + 4>(session, in, inLen, out, outLen);
}

inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	return srtp3_transform<::srtp_unprotect_rtcp, 0>(session, in, inLen, out, outLen);
}
