/*
 * A PKCS #11 driver that passes everything on to a real one and misbehaves as the file of orders says.
 * REAL_DRIVER and ORDERS are paths, given by the compiler's options.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pkcs11.h"

static CK_FUNCTION_LIST_PTR real;
static CK_FUNCTION_LIST ours;

static int ordered(const char *order) {
  char line[64] = "";
  FILE *file = fopen(ORDERS, "r");
  if (file == NULL) return 0;
  if (fgets(line, sizeof line, file) == NULL) line[0] = 0;
  fclose(file);
  return strcmp(line, order) == 0;
}

static CK_RV get_slot_list(CK_BBOOL present, CK_SLOT_ID_PTR slots, CK_ULONG_PTR count) {
  while (ordered("hang")) sleep(1);
  return real->C_GetSlotList(present, slots, count);
}

static CK_RV get_token_info(CK_SLOT_ID slot, CK_TOKEN_INFO_PTR info) {
  CK_RV result = real->C_GetTokenInfo(slot, info);
  if (ordered("few")) info->flags |= CKF_USER_PIN_COUNT_LOW;
  if (ordered("last")) info->flags |= CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY;
  if (ordered("locked")) info->flags |= CKF_USER_PIN_LOCKED;
  return result;
}

static CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR_PTR pin, CK_ULONG length) {
  if (ordered("lock at login")) return CKR_PIN_LOCKED;
  if (ordered("cancel at login")) return CKR_FUNCTION_CANCELED;
  if (ordered("locked")) abort();
  return real->C_Login(session, user, pin, length);
}

static CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE_PTR data, CK_ULONG length, CK_BYTE_PTR value, CK_ULONG_PTR value_length) {
  if (ordered("crash while signing")) abort();
  if (ordered("pulled out while signing")) return CKR_DEVICE_REMOVED;
  if (ordered("strange error while signing")) return CKR_DEVICE_ERROR;
  CK_RV result = real->C_Sign(session, data, length, value, value_length);
  if (ordered("odd value") && result == CKR_OK) *value_length -= 1;
  return result;
}

static CK_RV sign_init(CK_SESSION_HANDLE session, CK_MECHANISM_PTR mechanism, CK_OBJECT_HANDLE key) {
  if (ordered("no raw RSA") && mechanism->mechanism == CKM_RSA_PKCS) return CKR_MECHANISM_INVALID;
  return real->C_SignInit(session, mechanism, key);
}

static CK_RV get_mechanism_list(CK_SLOT_ID slot, CK_MECHANISM_TYPE_PTR list, CK_ULONG_PTR count) {
  CK_RV result = real->C_GetMechanismList(slot, list, count);
  CK_ULONG at;
  /* Takes the one that wants a ready hash away; sign_init refuses it. */
  if (ordered("no raw RSA") && list != NULL && result == CKR_OK)
    for (at = 0; at < *count; at += 1)
      if (list[at] == CKM_RSA_PKCS) list[at] = CKM_VENDOR_DEFINED;
  return result;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR list) {
  if (ordered("crash while loading")) abort();
  void *library = dlopen(REAL_DRIVER, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return CKR_GENERAL_ERROR;
  CK_RV (*get)(CK_FUNCTION_LIST_PTR_PTR) = (CK_RV (*)(CK_FUNCTION_LIST_PTR_PTR))dlsym(library, "C_GetFunctionList");
  CK_RV result = get(&real);
  if (result != CKR_OK) return result;
  ours = *real;
  ours.C_GetSlotList = get_slot_list;
  ours.C_GetTokenInfo = get_token_info;
  ours.C_Login = login;
  ours.C_SignInit = sign_init;
  ours.C_Sign = sign;
  ours.C_GetMechanismList = get_mechanism_list;
  *list = &ours;
  return CKR_OK;
}
